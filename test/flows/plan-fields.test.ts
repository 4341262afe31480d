import { expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "../../api/domain/settings.ts";
import { planFields, type LinkFields } from "../../api/flows/plan-fields.ts";
import { NOW } from "../store/fixtures.ts";

const [OLD, NEW] = [{ phone: "+12175550100" }, { phone: "+12175550142" }];
type Direction = LinkFields["settings"]["sync"]["customers"]["direction"];

/** What is to be done about a phone that one side has changed, and that this side is right about. */
function planned(changed: "hubspot" | "quickbooks", direction: Direction) {
  const { sync } = DEFAULT_SETTINGS;
  const settings = { ...DEFAULT_SETTINGS, sync: { ...sync, customers: { ...sync.customers, direction }, rules: { phone: changed } } };
  const synced = [{ field: "phone", hubspot: OLD, quickbooks: OLD, syncedAt: NOW, seen: null }];
  const known = { settings, synced, conflicts: [], ordered: true, homeCountry: "US" } as unknown as LinkFields;
  const values = { hubspot: { phone: OLD }, quickbooks: { phone: OLD }, [changed]: { phone: NEW } };
  return planFields(known, { ...values, groups: ["customers"], now: NOW, changes: null }).map(({ outcome }) => outcome);
}

test.each<["hubspot" | "quickbooks", Direction, ReturnType<typeof planned>]>([
  ["hubspot", "both", [{ do: "write", to: "quickbooks" }]],
  ["hubspot", "toQuickBooks", [{ do: "write", to: "quickbooks" }]],
  ["hubspot", "toHubSpot", [{ do: "ask", why: "oneWay" }]],
  ["hubspot", "off", []],
  ["quickbooks", "both", [{ do: "write", to: "hubspot" }]],
  ["quickbooks", "toHubSpot", [{ do: "write", to: "hubspot" }]],
  ["quickbooks", "toQuickBooks", [{ do: "ask", why: "oneWay" }]],
  ["quickbooks", "off", []],
])("a change in %s, where values may go %s", (changed, direction, outcomes) => {
  expect(planned(changed, direction)).toEqual(outcomes);
});
