import { catchUpPortal } from "./catch-up-everywhere.ts";
import { companyIn, tell } from "./keep-records.ts";
import type { Needs } from "./needs.ts";

/**
 * What changes with the day alone, such as how late an invoice is, is worked out anew for every deal with an order and every
 * company. Customers that were merged away without a word from QuickBooks are found by the way.
 */
export async function freshenAll(needs: Needs, { portalId }: { portalId: number }): Promise<{ deals: number; companies: number }> {
  await catchUpPortal(needs, { portalId });
  return needs.store.inPortal(portalId, async (tx) => {
    const deals = (await tx.links.listOrders()).map(({ recordId }) => recordId);
    const companies: string[] = [];
    for (const { connectionId, state } of await tx.connections.list()) {
      if (state === "active") await tx.enqueue({ name: "follow-merges", data: { portalId, connectionId } }, { key: connectionId });
      companies.push(...(await tx.links.listCustomers(connectionId)).flatMap(({ recordId }) => companyIn(recordId) ?? []));
    }
    await tell(tx, { deals, companies });
    return { deals: deals.length, companies: new Set(companies).size };
  });
}
