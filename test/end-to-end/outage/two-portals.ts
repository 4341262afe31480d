import { CARD_API_ORIGIN } from "../../sandbox/sandbox.ts";
import { loadPortal } from "../../sandbox/hubspot/load-seed.ts";
import type { SeedCompany } from "../../sandbox/quickbooks/seed-company.ts";
import { HUBSPOT_SEED, NORTHWIND_PORTAL, USERS } from "../../sandbox/seed/hubspot.ts";
import { quickbooksSeed, US_REALM } from "../../sandbox/seed/quickbooks.ts";
import type { Stage } from "../harness.ts";

export const OTHER_PORTAL = 24_680_135;
export const OTHER_REALM = "9341452790002222";

/** A second company like the first. */
export const OTHER_COMPANY: SeedCompany = { ...quickbooksSeed.find(({ realmId }) => realmId === US_REALM)!, realmId: OTHER_REALM };

/** A second account of HubSpot, with Tieout installed and joined to the second company. Neither has a deal yet, and both push at once. */
export async function joinTwoPortals({ sandbox: { hubspot, quickbooks }, actors, url }: Stage): Promise<void> {
  const seed = HUBSPOT_SEED.portals.find(({ id }) => id === NORTHWIND_PORTAL)!;
  loadPortal(hubspot.world, { ...seed, id: OTHER_PORTAL, name: "Southwind Software", deals: [] });
  hubspot.world.app.autoApprove = { portalId: OTHER_PORTAL, userId: USERS.admin };
  await actors.walk(`${url}/oauth/hubspot/install`);
  quickbooks.autoApprove(OTHER_REALM);
  const ask = async (path: string, method: string, body: object) => {
    const who = { portalId: OTHER_PORTAL, userId: USERS.admin, userEmail: "ann@southwind.example" };
    const answer = await hubspot.fetchProxy({ ...who, url: `${CARD_API_ORIGIN}${path}`, method, body });
    if (answer.body.status === "error") throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body.responseBody;
  };
  const { url: connect } = (await ask("/ui/quickbooks/connect", "POST", {})) as { url: string };
  await actors.walk(connect);
  const settings = { automaticPush: true, goLiveWaiver: "Sandbox", settleSeconds: 0, breaker: { pushes: 100_000, minutes: 10 } };
  await ask("/ui/settings", "PUT", settings);
  await actors.ask("admin", "/ui/settings", { method: "PUT", body: settings });
}

/** A deal with this buyer that is not won yet. */
export function openDeal({ sandbox: { hubspot } }: Stage, portalId: number, companyId: string): string {
  const person = hubspot.portal(portalId);
  const line = { name: "Training day", hs_sku: "TRAINING-DAY", price: "1200", quantity: "1", hs_line_item_currency_code: "USD" };
  const { id: lineId } = person.create("line_items", line);
  const deal = {
    dealname: "Training",
    pipeline: "default",
    dealstage: "contractsent",
    closedate: "2026-11-20T15:00:00Z",
    deal_currency_code: "USD",
  };
  const ends = [
    { objectType: "companies", id: companyId },
    { objectType: "line_items", id: lineId },
  ];
  return person.create("deals", deal, ends).id;
}

/** The customer has signed. */
export function winDeal({ sandbox: { hubspot } }: Stage, portalId: number, dealId: string): void {
  hubspot.portal(portalId).patch("deals", dealId, { dealstage: "closedwon" });
}

/** A buyer that no customer of the books resembles. */
export function newBuyer({ sandbox: { hubspot } }: Stage, portalId: number, index: number): string {
  const word = ["amber", "birch", "cobalt", "dahlia", "ember", "fjord", "garnet", "hazel", "indigo", "juniper"];
  const name = `${word[index % 10]}${word[Math.floor(index / 10) % 10]} works`;
  const place = { address: `${index + 10} Harbour Road`, city: "Bangor", state: "ME", zip: "04401", country: "United States" };
  const domain = `${name.replaceAll(" ", "-")}.example`;
  return hubspot.portal(portalId).create("companies", { name, domain, ...place, tieout_payment_terms: "Net 30" }).id;
}
