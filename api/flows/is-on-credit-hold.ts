import { isOnHold, summaryOf } from "../domain/customer-account.ts";
import type { PortalTx } from "../ports/store.ts";
import type { CompanyAccount } from "./read-account.ts";

/** True when a company of the CRM owes any one QuickBooks company more than that one allows, or for longer (RULES §8). */
export async function isOnCreditHold(tx: PortalTx, { invoices }: Pick<CompanyAccount, "invoices">, today: string): Promise<boolean> {
  for (const [connectionId, owed] of Map.groupBy(invoices, (invoice) => invoice.connectionId)) {
    const { creditHold } = await tx.settings.of(connectionId);
    if (isOnHold(summaryOf({ invoices: owed, payments: [], creditMemos: [] }, today), creditHold)) return true;
  }
  return false;
}
