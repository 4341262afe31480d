import type { CompanyView } from "../domain/company-view.ts";
import type { ErpCustomer } from "../ports/erp-customer.ts";
import type { Link } from "../ports/links.ts";
import type { PortalTx } from "../ports/store.ts";

/** The linked customers as the mirror has them; one that it has not seen yet is called by its id. */
export async function nameCustomers(tx: PortalTx, links: Link[]): Promise<CompanyView["customers"]> {
  const known = new Map<string, ErpCustomer>();
  for (const [connectionId, ofOne] of Map.groupBy(links, (link) => link.connectionId)) {
    const ids = ofOne.map(({ externalId }) => externalId);
    for (const [id, customer] of await tx.mirroredCustomers.read(connectionId, ids)) known.set(`${connectionId} ${id}`, customer);
  }
  return links.map(({ connectionId, externalId, currency }) => {
    const customer = known.get(`${connectionId} ${externalId}`);
    return {
      id: externalId,
      name: customer?.name ?? `Customer ${externalId}`,
      currency: customer?.currency ?? currency,
      url: customer?.url ?? "",
      connectionId,
    };
  });
}
