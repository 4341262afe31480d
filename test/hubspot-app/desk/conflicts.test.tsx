import { Alert, Button, EmptyState, LoadingButton, Select } from "@hubspot/ui-extensions";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { Conflict } from "../../../hubspot-app/src/app/pages/conflicts/contract.ts";
import { textOf } from "../text-of.ts";
import { desk, soon } from "./desk-on-page.tsx";
import { refusal, type Routes } from "./fake-api.ts";

afterEach(() => vi.unstubAllGlobals());

const address: Conflict = {
  ...{ id: "k-1", kind: "conflict", field: "billingAddress", label: "Billing address", buyer: "Umbrella Labs", currency: "USD" },
  why: "Both were changed since they last agreed.",
  record: { object: "company", id: "21", url: "https://app.hubspot.com/contacts/1/record/0-2/21" },
  customer: { id: "58", url: "https://qbo.intuit.com/app/customerdetail?nameId=58" },
  hubspot: { value: "2 Here Street, Boston", changedAt: "2026-11-20T15:30:00Z", changedBy: "HubSpot user 5002" },
  quickbooks: { value: "1 There Street, Boston", changedAt: "2026-11-20T15:00:00Z" },
  lastSynced: { hubspot: "77 Beacon Street, Boston", quickbooks: "77 Beacon Street, Boston" },
  ...{ since: "2026-11-21T11:00:00Z", rule: "quickbooks", choices: ["hubspot", "quickbooks", "both"] },
};
const proposal: Conflict = {
  ...address,
  ...{ id: "k-2", kind: "proposal", field: "contactEmail", label: "Contact's e-mail", rule: "latest", choices: ["hubspot", "both"] },
  why: "Tieout may not change contacts in HubSpot. Change it there, and this entry goes by itself.",
  hubspot: { value: null, changedAt: null, changedBy: null },
  quickbooks: { value: "ap@umbrella.example", changedAt: null },
  lastSynced: null,
};
const fields = [{ field: "billingAddress", label: "Billing address", count: 1 }];
const open = { "GET /ui/conflicts": { conflicts: [address, proposal], fields, cursor: null } };

async function deciding(id: string, routes: Routes = {}) {
  const screen = desk("/conflicts", { ...open, ...routes });
  await screen.shows("Umbrella Labs");
  screen.openPanel(`conflict-${id}`);
  const panel = () => screen.overlay(`open-conflict-${id}`);
  await soon(() => panel().find(Select));
  return { ...screen, panel, press: (testId: string) => panel().find(Button, { testId }).trigger("onClick") };
}

const choose = (select: { props: { onChange?: unknown } }, value: string) => (select.props.onChange as (value: string) => void)(value);

describe("a field that differs", () => {
  test("stands with both values, who changed what when, and what the two last agreed on", async () => {
    const { shows, rows } = desk("/conflicts", open);
    await shows("2 Here Street");
    expect(rows()[1]?.map((cell) => cell.replaceAll(" ", " "))).toEqual([
      "Umbrella Labs Billing address",
      "2 Here Street, Boston changed Nov 20, 2026, 10:30 AM, HubSpot user 5002",
      "1 There Street, Boston changed Nov 20, 2026, 10:00 AM",
      "77 Beacon Street, Boston",
      "Decide",
    ]);
    expect(rows()[2]).toEqual(["Umbrella Labs Contact's e-mail Proposal", "Empty", "ap@umbrella.example", "Never", "Decide"]);
  });

  test("is decided: one side is taken, and it leaves the list", async () => {
    const { press, sent, find, rows, mocks } = await deciding("k-1", { "POST /ui/conflicts/k-1/take": { decided: "k-1" } });
    press("take-quickbooks");
    await soon(() => expect(find(Alert).props.title).toBe("Billing address of Umbrella Labs: QuickBooks' value goes to HubSpot."));
    expect(sent()).toEqual([["POST /ui/conflicts/k-1/take", { side: "quickbooks" }]]);
    expect(rows()).toHaveLength(2);
    expect(mocks.actions.closeOverlay.calls).toEqual([["conflict-k-1"]]);
  });

  test("offers only what can be done, and says why", async () => {
    const { panel } = await deciding("k-2");
    expect(textOf(panel())).toContain("Tieout may not change contacts in HubSpot.");
    expect(panel().findAll(Button).map(textOf)).toEqual(["Take HubSpot's", "Keep both", "Change the rule", "Back"]);
  });

  test("has its rule changed for everybody", async () => {
    const { panel, press, sent, find } = await deciding("k-1", { "POST /ui/conflicts/k-1/change-rule": { changed: "k-1" } });
    expect(panel().find(Button, { testId: "change-rule" }).props.disabled).toBe(true);
    choose(panel().find(Select), "latest");
    await soon(() => expect(panel().find(Button, { testId: "change-rule" }).props.disabled).toBe(false));
    press("change-rule");
    await soon(() => expect(find(Alert).props.title).toContain("Billing address, from now on: The later change is right."));
    expect(sent()).toEqual([["POST /ui/conflicts/k-1/change-rule", { rule: "latest" }]]);
  });

  test("says what went wrong", async () => {
    const { press, shows, page } = await deciding("k-1", {
      "POST /ui/conflicts/k-1/take": refusal(409, "Somebody has decided this already."),
    });
    press("take-hubspot");
    await shows("Somebody has decided this already.");
    expect(page()).toContain("Umbrella Labs");
  });
});

describe("all conflicts of a field", () => {
  test("are decided at once, after a question", async () => {
    const { shows, find, overlay, sent } = desk("/conflicts", { ...open, "POST /ui/conflicts/take-all": { taken: 1, left: 2 } });
    await shows("Umbrella Labs");
    choose(find(Select, { name: "field" }), "billingAddress");
    await soon(() => find(LoadingButton, { testId: "all-hubspot" }));
    expect(textOf(overlay("all-hubspot"))).toContain("HubSpot's values are written over those of QuickBooks: Billing address, 1 conflict.");
    overlay("all-hubspot").find(Button, { testId: "all-hubspot-sure" }).trigger("onClick");
    await soon(() => expect(find(Alert).props.title).toBe("Billing address: 1 conflict decided. 2 can only be mended by hand."));
    expect(sent()).toEqual([["POST /ui/conflicts/take-all", { field: "billingAddress", side: "hubspot" }]]);
  });

  test("none are good news", async () => {
    const { shows, find } = desk("/conflicts", { "GET /ui/conflicts": { conflicts: [], fields: [], cursor: null } });
    await shows("Fields of companies and contacts come here");
    expect(find(EmptyState).props.title).toBe("HubSpot and QuickBooks agree");
  });
});
