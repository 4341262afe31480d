import fc from "fast-check";

/** Where a vendor may fail, and how; each spot is one kind of request that is never made twice at once. */
export const SPOTS = [
  "POST customer",
  "POST estimate",
  "GET estimate",
  "GET invoice",
  "query Customer",
  "query Estimate",
  "cdc",
  "read deal",
  "show deal",
  "show deals",
  "search deals",
] as const;
export const WAYS = ["drop before", "drop after", "500 after", "503 before", "truncate", "web page", "429", "401 after"] as const;

/**
 * One thing that happens: what people do in HubSpot, in QuickBooks and at the Finance desk, what the wire does, and time. A
 * number chooses among what there is at that moment; where there is nothing, nothing happens.
 */
export type Step =
  | { do: "new deal"; buyer: number; product: (typeof PRODUCTS)[number]; large: boolean; won: boolean }
  | { do: "win" | "lose" | "reopen" | "delete deal" | "restore deal" | "press push"; deal: number }
  | { do: "edit"; deal: number; quantity: number }
  | { do: "merge"; deal: number; other: number }
  | { do: "map" | "unmap"; product: number }
  | { do: "disconnect" | "reconnect" }
  | { do: "approve" | "refuse"; approval: number }
  | { do: "edit order" | "delete order" | "make invoice"; order: number }
  | { do: "take payment"; invoice: number; part: boolean }
  | { do: "void invoice"; invoice: number }
  | { do: "delete payment"; payment: number }
  | { do: "lose events"; ofHubSpot: number; ofQuickBooks: number }
  | { do: "deliver"; shuffled: boolean; repeats: number; legacy: boolean }
  | { do: "fault"; spot: (typeof SPOTS)[number]; way: (typeof WAYS)[number]; times: number }
  | { do: "time"; minutes: number }
  | { do: "work"; jobs: number }
  | { do: "a quiet hour" };

/** One that QuickBooks has, and two that have to be mapped first. */
export const PRODUCTS = ["TRAINING-DAY", "NEW-A", "NEW-B"] as const;

const index = fc.nat(11);
const one = <Name extends Step["do"]>(...names: Name[]) => fc.constantFrom(...names);

const win = fc.record({ do: one("win"), deal: index });
const work = fc.record({ do: one("work"), jobs: fc.constantFrom(1, 3, 1_000, 1_000) });
const deliver = fc.record({ do: one("deliver"), shuffled: fc.boolean(), repeats: fc.nat(2), legacy: fc.boolean() });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 7, arbitrary: win },
  { weight: 5, arbitrary: work },
  { weight: 4, arbitrary: deliver },
  { weight: 9, arbitrary: fc.record({ do: one("a quiet hour") }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: one("new deal"),
      buyer: fc.nat(2),
      product: fc.constantFrom(...PRODUCTS),
      large: fc.boolean(),
      won: fc.boolean(),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: one("lose", "reopen", "delete deal", "restore deal", "press push"), deal: index }) },
  { weight: 2, arbitrary: fc.record({ do: one("edit"), deal: index, quantity: fc.integer({ min: 1, max: 9 }) }) },
  { weight: 2, arbitrary: fc.record({ do: one("merge"), deal: index, other: index }) },
  { weight: 2, arbitrary: fc.record({ do: one("map", "unmap"), product: fc.nat(1) }) },
  { weight: 2, arbitrary: fc.record({ do: one("disconnect", "reconnect") }) },
  { weight: 2, arbitrary: fc.record({ do: one("approve", "refuse"), approval: index }) },
  { weight: 6, arbitrary: fc.record({ do: one("edit order", "delete order", "make invoice", "make invoice"), order: index }) },
  { weight: 5, arbitrary: fc.record({ do: one("take payment"), invoice: index, part: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: one("void invoice"), invoice: index }) },
  { weight: 2, arbitrary: fc.record({ do: one("delete payment"), payment: index }) },
  { weight: 2, arbitrary: fc.record({ do: one("lose events"), ofHubSpot: fc.nat(3), ofQuickBooks: fc.nat(3) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: one("fault"),
      spot: fc.constantFrom(...SPOTS),
      way: fc.constantFrom(...WAYS),
      times: fc.constantFrom(1, 2, 6, 9),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: one("time"), minutes: fc.constantFrom(1, 16, 300, 3_000) }) },
);

/** So many steps, the first of them more often what makes something happen at all. */
export const history = (steps: number): fc.Arbitrary<Step[]> => fc.array(step, { minLength: Math.ceil(steps / 2), maxLength: steps });
