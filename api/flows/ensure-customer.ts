import { AppError } from "../domain/errors.ts";
import { customerMarker } from "../domain/marker.ts";
import type { Sale } from "../domain/sale.ts";
import type { ErpCompany, ErpCustomer } from "../ports/erp.ts";
import { customerKey, recogniseCustomer, recordIdOf } from "./recognise-customer.ts";
import { ensureLinked } from "./ensure-linked.ts";
import { freeCustomerName } from "./free-customer-name.ts";
import type { Needs } from "./needs.ts";

type Subject = { portalId: number; connectionId: string; company: ErpCompany; sale: Sale; termsId: string | null };

/** The buyer's customer in the ERP: linked, recognised or made, once per buyer and currency. Throws what ensureLinked throws, and notReady when a person must decide. */
export function ensureCustomer(needs: Needs, { portalId, connectionId, company, sale, termsId }: Subject): Promise<ErpCustomer> {
  const erp = needs.erp(portalId, connectionId);
  const { buyer, currency } = sale;
  const marker = customerMarker(recordIdOf(buyer));
  return ensureLinked({ ...needs, portalId }, customerKey(connectionId, buyer, currency), {
    marker,
    read: (id) => erp.readCustomer(id),
    findByMarker: (since) => erp.findCustomerByMarker({ marker, name: buyer.name, since }),
    // Asked again under the customer's lock: another deal of the same company may have made it meanwhile.
    find: async () => {
      const { match, record, reasons } = await recogniseCustomer(needs, { portalId, connectionId, sale });
      if (match === "ambiguous")
        throw new AppError("notReady", `It is not certain which QuickBooks customer ${buyer.name} is.`, {
          code: "customerUnclear",
          fixBy: "finance",
        });
      return record && { record, reasons };
    },
    payload: async () => {
      const name = await freeCustomerName(erp, { buyer, currency, homeCurrency: company.homeCurrency });
      return erp.customerPayload({ buyer, name, currency, termsId, marker }, company);
    },
    create: (payload, requestId) => erp.createCustomer(payload, requestId),
    noun: `the customer ${buyer.name}`,
  });
}
