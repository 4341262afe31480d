import { saleFromJson } from "../domain/sale-json.ts";
import type { DealRow } from "../ports/deals.ts";
import type { PortalTx } from "../ports/store.ts";
import { recordIdOf } from "./customer-key.ts";
import { companyIn, tell } from "./keep-records.ts";
import type { Needs } from "./needs.ts";
import { queuePush } from "./queue-push.ts";
import { wasMissed } from "./sweep-deals.ts";

/**
 * Deals with an order that were edited, lost, reopened or deleted, or whose company was merged or deleted, without HubSpot telling
 * us are looked at again: the sweep finds those alone that are won and were changed themselves.
 */
export async function findStrayed(needs: Needs, { portalId }: { portalId: number }): Promise<{ deals: number; strayed: number }> {
  const crm = needs.crm(portalId);
  const { dealIds, companies } = await needs.store.inPortal(portalId, async (tx) => ({
    dealIds: (await tx.links.listOrders()).map(({ recordId }) => recordId),
    companies: await linkedCompanies(tx),
  }));
  const changes = await crm.readChangeTimes("deal", dealIds);
  const found = await crm.readChangeTimes("company", companies);
  const gone = new Set(companies.filter((id) => !found.has(id)));
  return needs.store.inPortal(portalId, async (tx) => {
    for (const id of found.keys()) if (await tx.telling.companyIsBack(id)) await tell(tx, { deals: [], companies: [id] });
    let strayed = 0;
    for (const dealId of dealIds) {
      const [changedAt, row] = [changes.get(dealId), await tx.deals.read(dealId)];
      const unseen = changedAt ? row?.gone || wasMissed({ id: dealId, changedAt }, row) : row?.state !== "cancelled";
      if (!unseen && !gone.has(companyOf(row) ?? "")) continue;
      strayed += 1;
      await queuePush(tx, dealId, "sweep");
    }
    return { deals: dealIds.length, strayed };
  });
}

/** The companies that stand for a customer. */
async function linkedCompanies(tx: PortalTx): Promise<string[]> {
  const links = [];
  for (const { connectionId } of await tx.connections.list()) links.push(...(await tx.links.listCustomers(connectionId)));
  return [...new Set(links.flatMap(({ recordId }) => companyIn(recordId) ?? []))];
}

const companyOf = (row: DealRow | null) => (row?.frozenSale ? companyIn(recordIdOf(saleFromJson(row.frozenSale).buyer)) : null);
