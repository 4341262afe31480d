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

/** One that QuickBooks has, and two that have to be mapped first. */
export const PRODUCTS = ["TRAINING-DAY", "NEW-A", "NEW-B"] as const;

type Vendor = "hubspot" | "quickbooks";

/**
 * One thing that happens: what people do in HubSpot, in QuickBooks and at the Finance desk, what the wire does, and time. A
 * number chooses among what there is at that moment; where there is nothing, nothing happens.
 */
export type Step =
  | { do: "new deal"; buyer: number; product: (typeof PRODUCTS)[number]; large: boolean; won: boolean }
  | { do: "win" | "lose" | "reopen" | "delete deal" | "restore deal" | "press push"; deal: number }
  | { do: "edit"; deal: number; quantity: number }
  | { do: "merge"; deal: number; other: number }
  | { do: "merge companies"; company: number; other: number }
  | { do: "delete company" | "restore company"; company: number }
  | { do: "map" | "unmap"; product: number }
  | { do: "disconnect" | "reconnect" }
  | { do: "set"; change: Change }
  | { do: "approve" | "refuse"; approval: number }
  | { do: "tell who it is"; match: number }
  | { do: "edit order" | "delete order" | "reject order" | "close order" | "make invoice"; order: number }
  | { do: "answer hold"; hold: number; answer: number }
  | { do: "decide drift"; drift: number; accept: boolean }
  | { do: "keep order"; deal: number }
  | { do: "take payment"; invoice: number; how: "part" | "whole" | "more" }
  | { do: "move payment"; payment: number; invoice: number }
  | { do: "give credit"; invoice: number; part: boolean; applied: boolean }
  | { do: "edit invoice" | "void invoice" | "write off"; invoice: number }
  | { do: "delete payment"; payment: number }
  | { do: "merge customers"; customer: number; into: number }
  | { do: "lose events"; ofHubSpot: number; ofQuickBooks: number }
  | { do: "lose a day"; of: Vendor }
  | { do: "deliver"; shuffled: boolean; repeats: number; legacy: boolean }
  | { do: "fault"; spot: (typeof SPOTS)[number]; way: (typeof WAYS)[number]; times: number }
  | { do: "crash"; calls: number; when: "before" | "after" }
  | { do: "time"; minutes: number }
  | { do: "work"; jobs: number }
  | { do: "a quiet hour" };

type Change = { automaticPush: boolean } | { readOnly: boolean };
type Named<Name extends Step["do"]> = Extract<Step, { do: Name }>;

const index = fc.nat(11);
const one = <Name extends Step["do"]>(...names: Name[]) => fc.constantFrom(...names);

/** How often each comes, beside the others. */
const WEIGHED: [number, fc.Arbitrary<Step>][] = [
  [7, fc.record({ do: one("win"), deal: index })],
  [5, fc.record({ do: one("work"), jobs: fc.constantFrom(1, 3, 1_000, 1_000) })],
  [4, fc.record({ do: one("deliver"), shuffled: fc.boolean(), repeats: fc.nat(2), legacy: fc.boolean() })],
  [9, fc.record({ do: one("a quiet hour") })],
  [6, newDeal()],
  [4, fc.record({ do: one("lose", "reopen", "delete deal", "restore deal", "press push"), deal: index })],
  [2, fc.record({ do: one("edit"), deal: index, quantity: fc.integer({ min: 1, max: 9 }) })],
  [2, fc.record({ do: one("merge"), deal: index, other: index })],
  [2, fc.record({ do: one("merge companies"), company: index, other: index })],
  [2, fc.record({ do: one("delete company", "restore company", "restore company"), company: index })],
  [2, fc.record({ do: one("map", "unmap"), product: fc.nat(1) })],
  [2, fc.record({ do: one("disconnect", "reconnect") })],
  [2, fc.record({ do: one("set"), change: setting() })],
  [2, fc.record({ do: one("approve", "refuse"), approval: index })],
  [1, fc.record({ do: one("tell who it is"), match: index })],
  [6, fc.record({ do: one("edit order", "delete order", "make invoice", "make invoice"), order: index })],
  [2, fc.record({ do: one("reject order", "close order"), order: index })],
  [3, fc.record({ do: one("answer hold"), hold: index, answer: fc.nat(2) })],
  [3, fc.record({ do: one("decide drift"), drift: index, accept: fc.boolean() })],
  [2, fc.record({ do: one("keep order"), deal: index })],
  [5, fc.record({ do: one("take payment"), invoice: index, how: fc.constantFrom("part", "whole", "more") })],
  [2, fc.record({ do: one("move payment"), payment: index, invoice: index })],
  [2, fc.record({ do: one("give credit"), invoice: index, part: fc.boolean(), applied: fc.boolean() })],
  [3, fc.record({ do: one("edit invoice", "void invoice", "write off"), invoice: index })],
  [2, fc.record({ do: one("delete payment"), payment: index })],
  [2, fc.record({ do: one("merge customers"), customer: index, into: index })],
  [2, fc.record({ do: one("lose events"), ofHubSpot: fc.nat(3), ofQuickBooks: fc.nat(3) })],
  [1, fc.record({ do: one("lose a day"), of: fc.constantFrom<Vendor[]>("hubspot", "quickbooks", "quickbooks") })],
  [8, fault()],
  [4, fc.record({ do: one("crash"), calls: fc.integer({ min: 1, max: 60 }), when: fc.constantFrom("before", "after") })],
  [3, fc.record({ do: one("time"), minutes: fc.constantFrom(1, 16, 300, 3_000) })],
];

function newDeal(): fc.Arbitrary<Named<"new deal">> {
  const product = fc.constantFrom(...PRODUCTS);
  return fc.record({ do: one("new deal"), buyer: index, product, large: fc.boolean(), won: fc.boolean() });
}

function setting(): fc.Arbitrary<Change> {
  return fc.oneof(fc.record({ automaticPush: fc.boolean() }), fc.record({ readOnly: fc.boolean() }));
}

function fault(): fc.Arbitrary<Named<"fault">> {
  const times = fc.constantFrom(1, 2, 6, 9);
  return fc.record({ do: one("fault"), spot: fc.constantFrom(...SPOTS), way: fc.constantFrom(...WAYS), times });
}

const step = fc.oneof(...WEIGHED.map(([weight, arbitrary]) => ({ weight, arbitrary })));

/** So many steps, the first of them more often what makes something happen at all. */
export const history = (steps: number): fc.Arbitrary<Step[]> => fc.array(step, { minLength: Math.ceil(steps / 2), maxLength: steps });
