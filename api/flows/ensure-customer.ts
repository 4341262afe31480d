import { AppError } from "../domain/errors.ts";
import { customerMarker } from "../domain/marker.ts";
import type { Sale } from "../domain/sale.ts";
import type { ErpCompany, ErpCustomer } from "../ports/erp.ts";
import { customerKey, recordIdOf, type Recognised } from "./recognise-customer.ts";
import { ensureLinked } from "./ensure-linked.ts";
import { freeCustomerName } from "./free-customer-name.ts";
import type { Needs } from "./needs.ts";
import { readChosen } from "./read-chosen.ts";

type Subject = {
  portalId: number;
  connectionId: string;
  company: ErpCompany;
  sale: Sale;
  termsId: string | null;
  customerTypeId: string | null;
  recognise(): Promise<Recognised>;
};

/** The buyer's customer in the ERP: linked, recognised or made, once per buyer and currency. Throws what ensureLinked throws, and notReady when a person must decide. */
export function ensureCustomer(needs: Needs, subject: Subject): Promise<ErpCustomer> {
  const { portalId, connectionId, company, sale, termsId, customerTypeId, recognise } = subject;
  const erp = needs.erp(portalId, connectionId);
  const { buyer, currency } = sale;
  const marker = customerMarker(recordIdOf(buyer));
  return ensureLinked({ ...needs, portalId }, customerKey(connectionId, buyer, currency), {
    marker,
    read: (id) => erp.readCustomer(id),
    findByMarker: (since) => erp.findCustomerByMarker({ marker, name: buyer.name, since }),
    find: async () => {
      const { match, record, reasons } = await recognise();
      if (match === "ambiguous")
        throw new AppError("notReady", `It is not certain which QuickBooks customer ${buyer.name} is.`, {
          code: "customerUnclear",
          fixBy: "finance",
        });
      return record && { record, reasons };
    },
    payload: async () => {
      const { customerName } = await readChosen(needs, portalId, sale.dealId);
      const name = customerName ?? (await freeCustomerName(erp, { buyer, currency, homeCurrency: company.homeCurrency }));
      return erp.customerPayload({ buyer, name, currency, termsId, customerTypeId, marker }, company);
    },
    isOurs: ({ markers }) => markers.includes(marker),
    create: (payload, requestId, sending) => erp.createCustomer(payload, requestId, sending),
    noun: `the customer ${buyer.name}`,
  });
}
