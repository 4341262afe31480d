import type { Deal } from "../domain/deal.ts";
import { saleFromJson, saleToJson } from "../domain/sale-json.ts";
import type { DealRow } from "../ports/deals.ts";
import type { PortalTx } from "../ports/store.ts";
import type { Needs } from "./needs.ts";
import { endLink } from "./ensure-linked.ts";
import { orderKey } from "./ensure-order.ts";
import { followCompany } from "./follow-company-merge.ts";
import { askWhichOrder, healLeftOver, isGone } from "./merged-orders.ts";
import { statusOf } from "./read-status.ts";
import { withLocks } from "./with-locks.ts";

type Subject = { portalId: number; deal: Deal };

const LOCK_WAIT_MS = 5_000;

/**
 * A merge in the CRM makes a new record (RULES §4): what the old ones were linked to is the new one's, before anything is looked
 * up or made for it. Answers whether anything went over. Throws busy while an old deal is still being pushed.
 */
export async function followCrmMerges(needs: Needs, { portalId, deal }: Subject): Promise<boolean> {
  const old = deal.mergedIds ?? [];
  const companies = deal.companies.filter(({ mergedIds = [] }) => mergedIds.length > 0);
  if (old.length === 0 && companies.length === 0) return false;
  const locks = old.map((dealId) => `deal:${portalId}:${dealId}`);
  return withLocks(needs.store, locks, LOCK_WAIT_MS, () =>
    needs.store.inPortal(portalId, async (tx) => {
      let moved = false;
      for (const dealId of await livingFirst(tx, old)) moved = (await followDeal(tx, needs, dealId, deal.id)) || moved;
      for (const company of companies) moved = (await followCompany(tx, needs, company)) || moved;
      return moved;
    }),
  );
}

/** Of deals that were merged, the one whose order stands gives it to the new deal; one that was deleted in the ERP stays with the old id. */
async function livingFirst(tx: PortalTx, dealIds: string[]): Promise<string[]> {
  const gone: string[] = [];
  for (const dealId of dealIds) {
    if (isGone(await statusOf(tx, dealId))) gone.push(dealId);
  }
  return [...dealIds.filter((dealId) => !gone.includes(dealId)), ...gone];
}

/**
 * The order of a merged deal is gone in the ERP. Another that one of the old deals had, and that stands, is its order from now
 * on: else a third would be made. Answers whether there is one.
 */
export async function takeStandingOrder(
  needs: Needs,
  { portalId, connectionId, deal }: Subject & { connectionId: string },
): Promise<boolean> {
  for (const from of deal.mergedIds ?? []) {
    const link = await needs.store.inPortal(portalId, (tx) => tx.links.find(orderKey(connectionId, from)));
    if (!link || !(await needs.erp(portalId, connectionId).readOrder(link.externalId))) continue;
    await needs.store.inPortal(portalId, async (tx) => {
      await endLink(tx, orderKey(connectionId, deal.id));
      await followDeal(tx, needs, from, deal.id);
      await healLeftOver(tx, link, needs.clock.now());
    });
    return true;
  }
  return false;
}

async function followDeal(tx: PortalTx, { clock }: Needs, from: string, to: string): Promise<boolean> {
  const row = await tx.deals.read(from);
  const anew = await showAnew(tx, row, to);
  if ((await statusOf(tx, to)).orderId !== null) {
    await askWhichOrder(tx, { from, to, at: clock.now() });
    return anew;
  }
  if ((await tx.links.repoint({ recordType: "order", from, to })) === 0) return anew;
  if (row) {
    const { connectionId, frozenSale, pushedAt, worth, requestedBy, requestedEmail, chosen } = row;
    const frozen = frozenSale === null ? null : saleToJson({ ...saleFromJson(frozenSale), dealId: to });
    await tx.deals.save(to, { state: row.state, connectionId, frozenSale: frozen, pushedAt, worth, requestedBy, requestedEmail, chosen });
    const message = `The deal was merged into deal ${to}, which has its order now.`;
    await tx.deals.save(from, { state: "cancelled", message, findings: [], frozenSale: null, pushedAt: null });
  }
  await tx.audit.append({ by: null, what: "deal.merged", subject: { object: "deal", id: to }, details: { mergedId: from } });
  return true;
}

/** The CRM gave the new record what was shown on an old one: all of that is written again, and what is not so any more cleared. */
async function showAnew(tx: PortalTx, old: DealRow | null, to: string): Promise<boolean> {
  if (!old?.shown || (await tx.deals.read(to))?.shown) return false;
  await tx.deals.save(to, { shown: Object.fromEntries(Object.keys(old.shown).map((name) => [name, ""])) });
  return true;
}
