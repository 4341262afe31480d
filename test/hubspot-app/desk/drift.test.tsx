import { Alert, Button, EmptyState, Link, TextArea } from "@hubspot/ui-extensions";
import { afterEach, expect, test, vi } from "vitest";
import type { Drift } from "../../../hubspot-app/src/app/pages/drift/contract.ts";
import { usd } from "../example-view.ts";
import { textOf } from "../text-of.ts";
import { desk, soon } from "./desk-on-page.tsx";
import { refusal, type Routes } from "./fake-api.ts";

const edited: Drift = {
  id: "d-1",
  kind: "order",
  what: "amount",
  number: "1001",
  url: "https://qbo.intuit.com/app/estimate?txnId=145",
  deal: { id: "31000000001", company: "Globex Corporation", url: "/contacts/7/record/0-3/31000000001" },
  agreed: usd("1200.00"),
  found: usd("900.00"),
  since: "2026-11-24T15:04:00Z",
  state: "open",
  decidedBy: null,
  decidedAt: null,
  reason: null,
};
const deleted: Drift = { ...edited, id: "d-2", kind: "invoice", what: "deleted", number: "1007", found: null };
const NONE_HELD = { "GET /ui/holds": { holds: [], cursor: null } };
const open = { ...NONE_HELD, "GET /ui/drift": { drift: [edited, deleted], cursor: null } };

afterEach(() => vi.unstubAllGlobals());

async function deciding(routes: Routes) {
  const screen = desk("/drift", { ...open, ...routes });
  await screen.shows("Order 1001");
  screen.openPanel("drift-d-1");
  const form = () => screen.overlay("open-drift-d-1");
  return { ...screen, form, press: (testId: string) => form().find(Button, { testId }).trigger("onClick") };
}

test("what drifted stands with what changed, both values and since when, and opens in QuickBooks unless it is gone", async () => {
  const { shows, rows, findAll } = desk("/drift", open);
  await shows("Invoice 1007");
  expect(rows().slice(1)).toEqual([
    ["Order 1001", "Globex Corporation", "Other amount", "$1,200.00", "$900.00", "Nov 24, 2026, 10:04 AM", "Decide"],
    ["Invoice 1007", "Globex Corporation", "Deleted", "$1,200.00", "–", "Nov 24, 2026, 10:04 AM", "Decide"],
  ]);
  expect(findAll(Link).map(({ props }) => props.href)).toEqual([{ url: edited.url, external: true }, edited.deal.url, edited.deal.url]);
});

test("nothing that drifted is said to be good", async () => {
  const { shows, find } = desk("/drift", { ...NONE_HELD, "GET /ui/drift": { drift: [], cursor: null } });
  await shows("come here");
  expect(find(EmptyState).props.title).toBe("QuickBooks and the sales agree");
});

test("it says what accepting and putting aside mean, and is accepted with a reason", async () => {
  const { form, press, sent, find } = await deciding({ "POST /ui/drift/d-1/accept": { ...edited, state: "accepted" } });
  expect(textOf(form())).toContain("Accept: QuickBooks is right");
  expect(textOf(form())).toContain("Put aside: The sale stays what it was.");
  form().find(TextArea).props.onInput?.("Agreed by phone");
  press("accept");
  await soon(() => expect(find(Alert).props.title).toBe("Order 1001 is accepted as it is in QuickBooks."));
  expect(sent()).toEqual([["POST /ui/drift/d-1/accept", { reason: "Agreed by phone" }]]);
});

test("a decision that came too late says so and leaves the row", async () => {
  const { press, shows, rows } = await deciding({ "POST /ui/drift/d-1/ignore": refusal(409, "Somebody has decided this already.") });
  press("ignore");
  await shows("Somebody has decided this already.");
  expect(rows().length).toBe(3);
});

test("what was decided stands with who, when and why", async () => {
  const decision = {
    state: "ignored",
    decidedBy: { userId: 3, email: "finance@northwind.example" },
    decidedAt: "2026-11-25T09:30:00Z",
  } as const;
  const { shows, chooseTab, rows, calls } = desk("/drift", {
    ...NONE_HELD,
    "GET /ui/drift": { drift: [{ ...edited, ...decision, reason: "On another order" }], cursor: null },
  });
  await shows("Order 1001");
  chooseTab("screen", "ignored");
  await shows("On another order");
  expect(rows().at(-1)?.at(-1)).toBe("finance@northwind.example Nov 25, 2026, 4:30 AM On another order");
  expect(calls.at(-1)?.query.get("state")).toBe("ignored");
});
