import { summaryOf } from "../domain/customer-account.ts";
import { printAmount } from "../domain/money.ts";
import type { PortalTx } from "../ports/store.ts";
import { changedValues, whileToldOf, type Values } from "./changed-values.ts";
import type { Needs } from "./needs.ts";
import { isOnCreditHold } from "./is-on-credit-hold.ts";
import { readAccount } from "./read-account.ts";
import { withLocks } from "./with-locks.ts";

/** Longer than HubSpot takes to answer or to be given up. */
const LOCK_WAIT_MS = 30_000;

/** Writes what changed of our properties on companies in HubSpot, all with one call; nothing where all is as it was, nor on one that is gone. */
export function showCompanies(needs: Needs, portalId: number, companyIds: string[]): Promise<void> {
  const locks = companyIds.map((companyId) => `show:${portalId}:company:${companyId}`);
  return withLocks(needs.store, locks, LOCK_WAIT_MS, async () => {
    const shown = await needs.store.inPortal(portalId, async (tx) => {
      const rows: { id: string; all: Values; changed: Values }[] = [];
      for (const id of companyIds) {
        const { shown: before = null, gone = false } = (await tx.telling.shownOnCompany(id)) ?? {};
        const all = gone ? null : await valuesOf(tx, id, needs.clock.now());
        const changed = all && changedValues(before, all);
        if (!changed || Object.keys(changed).length === 0) continue;
        await tx.telling.saveShownOnCompany(id, whileToldOf(changed, before));
        rows.push({ id, all, changed });
      }
      return rows;
    });
    if (shown.length === 0) return;
    const refused = await needs.crm(portalId).showOnAll(
      "company",
      shown.map(({ id, changed }) => ({ id, values: changed })),
    );
    await needs.store.inPortal(portalId, async (tx) => {
      for (const { id, all } of shown) {
        if (refused.get(id) === null) await tx.telling.companyIsGone(id, needs.clock.now());
        else await tx.telling.saveShownOnCompany(id, all);
        await tx.deadLetters.heal("tell-crm", { object: "company", id }, needs.clock.now());
      }
    });
  });
}

/** Null while the account is not known as a whole: half a balance is told to nobody. */
async function valuesOf(tx: PortalTx, companyId: string, now: Temporal.Instant): Promise<Values | null> {
  const account = await readAccount(tx, companyId);
  if (!account.complete) return null;
  const portal = await tx.portal.read();
  const today = now
    .toZonedDateTimeISO(portal?.timeZone ?? "UTC")
    .toPlainDate()
    .toString();
  const summary = summaryOf(account, today);
  // HubSpot shows these in the account's own currency; other currencies stand on the card alone.
  const currency = portal?.currency ?? "USD";
  const linked = account.customers.length > 0;
  return {
    tieout_customer_id: linked ? account.customers.map(({ externalId }) => externalId).join(", ") : null,
    tieout_balance: linked ? printAmount(summary.balances.get(currency) ?? 0n, currency) : null,
    tieout_overdue: linked ? printAmount(summary.overdue.get(currency) ?? 0n, currency) : null,
    tieout_days_overdue: linked ? String(summary.daysOverdue) : null,
    tieout_last_payment_date: summary.lastPayment?.date ?? null,
    tieout_credit_hold: linked ? String(await isOnCreditHold(tx, account, today)) : null,
  };
}
