import type { Sandbox } from "../sandbox.ts";
import { NORTHWIND_PORTAL } from "../seed/hubspot.ts";
import { COMPANY_IDS } from "../seed/hubspot-buyers.ts";
import { US_REALM } from "../seed/quickbooks.ts";
import { eventually, type Actors } from "./actors.ts";
import type { Check } from "./watch-deal.ts";

type Side = { value: string | null };
type Conflict = { label: string; record: { id: string }; hubspot: Side; quickbooks: Side; lastSynced: { hubspot: string | null } | null };

const PHONES = { hubspot: "+1 412 555 0101", quickbooks: "+1 412 555 0202" };

/** The daily comparison of customers, now. Later changes are measured by what both sides say in it. */
export async function compareCustomers(actors: Actors): Promise<void> {
  await actors.ask("admin", "/ui/sync/run", { method: "POST", body: { what: "customers" } });
}

/** A rep and an accountant change the same phone number, each in their own system; finance is asked, and the row is left for whoever looks. */
export async function changeOnBothSides({ hubspot, quickbooks }: Sandbox, actors: Actors, say: (line: string) => void): Promise<Check[]> {
  const company = COMPANY_IDS.acme;
  const rep = hubspot.portal(NORTHWIND_PORTAL);
  const before = rep.read("companies", company).properties["phone"] ?? "";
  const customer = quickbooks.all(US_REALM, "Customer").find(({ DisplayName }) => DisplayName === "Acme Robotics");
  rep.patch("companies", company, { phone: PHONES.hubspot });
  quickbooks.people.edit(US_REALM, "Customer", customer?.Id ?? "", { PrimaryPhone: { FreeFormNumber: PHONES.quickbooks } });
  say("HubSpot and QuickBooks: the phone number of Acme Robotics is changed in both, to different ones.");
  await compareCustomers(actors);
  const found = await eventually("The conflict on the Finance desk", async () => {
    const { conflicts } = await actors.ask<{ conflicts: Conflict[] }>("finance", "/ui/conflicts?field=phone");
    return conflicts.find(({ record }) => record.id === company);
  });
  say("Tieout: neither is overwritten. Finance chooses on the desk under Conflicts.");
  return [
    {
      what: "Conflicts: a phone changed on both sides",
      expected: `Phone: ${PHONES.hubspot} or ${PHONES.quickbooks}, not ${before}`,
      got: `${found.label}: ${found.hubspot.value} or ${found.quickbooks.value}, not ${found.lastSynced?.hubspot}`,
    },
  ];
}
