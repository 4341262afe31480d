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
  const { deals, companyIds } = await needs.store.inPortal(portalId, readKnown);
  const changes = await crm.readChangeTimes("deal", [...deals.keys()]);
  const found = await crm.readChangeTimes("company", companyIds);
  return needs.store.inPortal(portalId, async (tx) => {
    const { goneSince, back } = await noteCompanies(tx, companyIds, found, needs.clock.now());
    let strayed = 0;
    for (const [dealId, row] of deals) {
      const [changedAt, companyId] = [changes.get(dealId), companyOf(row) ?? ""];
      const unseen = changedAt ? row?.gone || wasMissed({ id: dealId, changedAt }, row) : row?.state !== "cancelled";
      if (!unseen && !back.has(companyId) && !isBefore(row?.lookedAt, goneSince.get(companyId))) continue;
      strayed += 1;
      await queuePush(tx, dealId, "sweep");
    }
    return { deals: deals.size, strayed };
  });
}

/** The deals with an order, and the companies that these were sold to or that stand for a customer. */
async function readKnown(tx: PortalTx): Promise<{ deals: Map<string, DealRow | null>; companyIds: string[] }> {
  const deals = new Map<string, DealRow | null>();
  for (const { recordId } of await tx.links.listOrders()) deals.set(recordId, await tx.deals.read(recordId));
  const companies = [...deals.values()].flatMap((row) => companyOf(row) ?? []);
  for (const { connectionId } of await tx.connections.list())
    companies.push(...(await tx.links.listCustomers(connectionId)).flatMap(({ recordId }) => companyIn(recordId) ?? []));
  return { deals, companyIds: [...new Set(companies)] };
}

const companyOf = (row: DealRow | null) => (row?.frozenSale ? companyIn(recordIdOf(saleFromJson(row.frozenSale).buyer)) : null);

/** Since when companies are known to be gone in HubSpot, and which are there again: these show what became of them meanwhile. */
async function noteCompanies(tx: PortalTx, companyIds: string[], found: ReadonlyMap<string, unknown>, now: Temporal.Instant) {
  const goneSince = new Map<string, Temporal.Instant>();
  const back = new Set<string>();
  for (const id of companyIds) {
    if (!found.has(id)) goneSince.set(id, await tx.telling.companyIsGone(id, now));
    else if (await tx.telling.companyIsBack(id)) back.add(id);
  }
  await tell(tx, { deals: [], companies: [...back] });
  return { goneSince, back };
}

/** A deal that was looked at since its company is gone has seen that. */
function isBefore(lookedAt: Temporal.Instant | null | undefined, goneSince: Temporal.Instant | undefined): boolean {
  return goneSince !== undefined && (!lookedAt || Temporal.Instant.compare(lookedAt, goneSince) < 0);
}
