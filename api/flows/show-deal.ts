import type { Finding } from "../domain/finding.ts";
import { dealInvoiceStatus, lastCashDate } from "../domain/invoice-status.ts";
import { printAmount } from "../domain/money.ts";
import type { Step } from "../ports/journal.ts";
import { billingOf } from "./billing-of-deal.ts";
import { changedValues, whileToldOf, type Values } from "./changed-values.ts";
import { netContract } from "../domain/sold-for.ts";
import type { Needs } from "./needs.ts";
import { readStatus, type DealStatus } from "./read-status.ts";
import { withLocks } from "./with-locks.ts";

type Subject = { portalId: number; dealId: string };

/** Longer than HubSpot takes to answer or to be given up. */
const LOCK_WAIT_MS = 30_000;

/** Writes what changed of our properties on the deal in HubSpot. */
export function showDeal(needs: Needs, { portalId, dealId }: Subject): Promise<void> {
  return showDeals(needs, portalId, [dealId]);
}

/**
 * Writes what changed of our properties on deals in HubSpot, all with one call; nothing where all is as it was, so that no
 * write causes a write, and on one that is gone, until it is read again. One at a time for a deal, so that the last to write has read the newest.
 */
export function showDeals(needs: Needs, portalId: number, dealIds: string[]): Promise<void> {
  const locks = dealIds.map((dealId) => `show:${portalId}:${dealId}`);
  return withLocks(needs.store, locks, LOCK_WAIT_MS, async () => {
    const shown: { id: string; before: Values; all: Values; values: Values; findings: Finding[] }[] = [];
    for (const dealId of dealIds) {
      const status = await readStatus(needs, portalId, dealId);
      const all = shownValues(status, needs.clock.now());
      const changed = changedValues(status.row?.shown ?? null, all);
      if (!status.row || status.row.gone || Object.keys(changed).length === 0) continue;
      const syncedAt = (status.seenAt ?? needs.clock.now()).toString({ smallestUnit: "second" });
      const before = whileToldOf(changed, status.row.shown);
      shown.push({ id: dealId, before, all, values: { ...changed, tieout_synced_at: syncedAt }, findings: status.row.findings });
    }
    if (shown.length === 0) return;
    await needs.store.inPortal(portalId, async (tx) => {
      for (const { id, before } of shown) await tx.deals.save(id, { shown: before });
    });
    const refused = await needs.crm(portalId).showOnAll("deal", shown);
    await needs.store.inPortal(portalId, async (tx) => {
      for (const { id, all, findings } of shown) {
        const added = refused.get(id) ?? [];
        if (refused.get(id) === null) await tx.deals.save(id, { gone: true });
        else await tx.deals.save(id, { shown: all, ...(added.length > 0 ? { findings: [...findings, ...added] } : {}) });
        await tx.deadLetters.heal("tell-crm", { object: "deal", id }, needs.clock.now());
      }
    });
    await needs.journal.note(portalId, ...shown.map(({ id, values }) => writtenBack(id, values, codeOf(refused.get(id)))));
  });
}

const codeOf = (refused: Finding[] | null | undefined) => (refused === null ? "recordGone" : (refused?.[0]?.code ?? null));

const writtenBack = (id: string, values: Values, code: string | null): Step => ({
  what: "deal.shown",
  outcome: code === null ? "ok" : "refused",
  code,
  record: { object: "deal", id },
  details: { properties: Object.keys(values) },
});

function shownValues(status: DealStatus, now: Temporal.Instant): Values {
  const { row, order, payments } = status;
  const invoiceIds = new Set(status.invoices.map(({ id }) => id));
  const currency = order?.currency ?? status.frozen?.currency ?? status.portal?.currency ?? "USD";
  const { invoices, totals } = billingOf(status, { contractNet: netContract(status.frozen, order), currency, now });
  return {
    tieout_state: row?.state ?? null,
    tieout_message: row?.message ?? row?.findings.find(({ level }) => level === "error")?.message ?? null,
    tieout_order_number: order ? (order.number ?? order.id) : null,
    tieout_order_status: order?.status ?? null,
    tieout_order_total: order && printAmount(order.total, order.currency),
    tieout_order_url: order?.url ?? null,
    tieout_invoice_status: dealInvoiceStatus(invoices),
    tieout_invoiced: totals.invoiced.amount,
    tieout_paid: totals.paid.amount,
    tieout_balance_due: totals.balance.amount,
    tieout_last_payment_date: lastCashDate(payments, invoiceIds),
  };
}
