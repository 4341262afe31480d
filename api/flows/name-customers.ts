import { AppError } from "../domain/errors.ts";
import type { CompanyView } from "../domain/company-view.ts";
import type { Link } from "../ports/store.ts";
import type { Needs } from "./needs.ts";

/** The linked customers with their names; one that cannot be asked for just now is called by its id. */
export async function nameCustomers(needs: Needs, portalId: number, links: Link[]): Promise<CompanyView["customers"]> {
  return Promise.all(
    links.map(async ({ connectionId, externalId, currency }) => {
      const customer = await needs.erp(portalId, connectionId).readCustomer(externalId).catch(nothingIfUnreachable);
      return {
        id: externalId,
        name: customer?.name ?? `Customer ${externalId}`,
        currency: customer?.currency ?? currency,
        url: customer?.url ?? "",
        connectionId,
      };
    }),
  );
}

function nothingIfUnreachable(error: unknown): null {
  if (error instanceof AppError) return null;
  throw error;
}
