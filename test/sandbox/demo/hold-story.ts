import type { Sandbox } from "../sandbox.ts";
import { DESK_DEAL_IDS } from "../seed/desk-cases.ts";
import { DEAL_IDS } from "../seed/hubspot-deals.ts";
import { US_REALM } from "../seed/quickbooks.ts";
import { eventually, type Actors } from "./actors.ts";
import type { Check, View } from "./watch-deal.ts";

type Hold = { id: string; why: string; deal: { id: string }; invoices: { net: { amount: string } }[] };

const ASKED = { veridian: "rejected", lumon: "closed" };

/** The customer rejects one order, somebody closes another, and finance says that the invoice of Acme is all of it; the rest is left for whoever looks. */
export async function holdOrders({ quickbooks: { all, people } }: Sandbox, actors: Actors, say: (line: string) => void): Promise<Check[]> {
  const orderOf = (dealId: string) => all(US_REALM, "Estimate").find(({ PrivateNote }) => PrivateNote?.includes(dealId))?.Id ?? "";
  people.rejectEstimate(US_REALM, orderOf(DESK_DEAL_IDS.veridian));
  people.closeEstimate(US_REALM, orderOf(DESK_DEAL_IDS.lumon));
  say("QuickBooks: the customer rejects the order of Veridian, and somebody closes that of Lumon.");

  const checks: Check[] = [];
  for (const [key, why] of Object.entries(ASKED)) {
    const hold = await heldFor(actors, DESK_DEAL_IDS[key as keyof typeof ASKED]);
    checks.push({ what: `On hold: an order that was ${why} in QuickBooks`, expected: why, got: hold.why });
  }
  const invoiced = await heldFor(actors, DEAL_IDS.acme);
  await actors.ask("finance", `/ui/holds/${invoiced.id}/adopt`, { method: "POST", body: { reason: "Billed for the year at once." } });
  const acme = await actors.ask<View>("rep", `/ui/deals/${DEAL_IDS.acme}`);
  say("Tieout: orders that were rejected, closed or invoiced by hand are on hold. Finance says that the invoice of Acme is all of it.");
  return [
    ...checks,
    { what: "On hold: an order that was invoiced by hand", expected: "invoiced: 120000.00", got: saidOf(invoiced) },
    { what: "Its invoice is all of it, says finance", expected: "pushed", got: acme.state },
  ];
}

const heldFor = (actors: Actors, dealId: string) =>
  eventually(`The order of deal ${dealId} on hold`, async () => {
    const { holds } = await actors.ask<{ holds: Hold[] }>("finance", "/ui/holds");
    return holds.find(({ deal }) => deal.id === dealId);
  });

const saidOf = ({ why, invoices }: Hold) => `${why}: ${invoices.map(({ net }) => net.amount).join(", ")}`;
