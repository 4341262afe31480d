import { dealInvoiceStatus } from "../domain/invoice-status.ts";
import { AppError } from "../domain/errors.ts";
import { printAmount } from "../domain/money.ts";
import { billingOf } from "./billing-of-deal.ts";
import type { Needs } from "./needs.ts";
import { readStatus, type DealStatus } from "./read-status.ts";

type Values = Record<string, string | null>;

type Subject = { portalId: number; dealId: string };

/** Longer than HubSpot takes to answer or to be given up. */
const LOCK_WAIT_MS = 30_000;

/**
 * Writes what changed of our properties on the deal in HubSpot; nothing when all is as it was, so that no write causes a
 * write. One at a time for a deal, so that the last to write has read the newest.
 */
export function showDeal(needs: Needs, { portalId, dealId }: Subject): Promise<void> {
  return needs.store.withLock(`show:${portalId}:${dealId}`, LOCK_WAIT_MS, () => showNow(needs, { portalId, dealId }));
}

async function showNow(needs: Needs, { portalId, dealId }: Subject): Promise<void> {
  const status = await readStatus(needs, portalId, dealId);
  if (!status.row) return;
  const values = shownValues(status, needs.clock.now());
  const before = status.row.shown ?? {};
  const changed = Object.fromEntries(Object.entries(values).filter(([name, value]) => (before[name] ?? null) !== value));
  if (Object.keys(changed).length === 0) return;

  const stamped = { ...changed, tieout_synced_at: (status.seenAt ?? needs.clock.now()).toString({ smallestUnit: "second" }) };
  const refused = await needs.crm(portalId).showOnDeal(dealId, stamped).catch(nothingIfGone);
  await needs.store.inPortal(portalId, (tx) =>
    tx.deals.save(dealId, { shown: values, ...(refused.length > 0 ? { findings: [...(status.row?.findings ?? []), ...refused] } : {}) }),
  );
}

/** A deal that was deleted in HubSpot has nothing to show on. */
function nothingIfGone(error: unknown): [] {
  if (error instanceof AppError && error.kind === "notFound") return [];
  throw error;
}

function shownValues(status: DealStatus, now: Temporal.Instant): Values {
  const { row, order, payments } = status;
  const currency = order?.currency ?? status.frozen?.currency ?? status.portal?.currency ?? "USD";
  const { invoices, totals } = billingOf(status, { contractNet: status.frozen?.net ?? 0n, currency, now });
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
    tieout_last_payment_date:
      payments
        .filter(({ voided }) => !voided)
        .map(({ date }) => date)
        .sort()
        .at(-1) ?? null,
  };
}
