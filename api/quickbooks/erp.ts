import type { ErpCompany, ErpNamed, Erp, CreateAnswer, Payload, Sending } from "../ports/erp.ts";
import type { QuickBooksClient } from "./client.ts";
import { findCustomerByMarker, findCustomerCandidates, findNameHolders, listCustomers, readCustomer, updateCustomer } from "./customers.ts";
import { companyFrom, isSellable, itemFrom, namedFrom, termFrom } from "./mapping/company.ts";
import { findDoubles } from "./doubles.ts";
import { customerPayload } from "./mapping/customer-payload.ts";
import { invoiceFrom } from "./mapping/invoice.ts";
import { orderPayload } from "./mapping/order-payload.ts";
import { paymentFrom } from "./mapping/payment.ts";
import {
  VendorCompanyInfo,
  VendorInvoice,
  VendorItem,
  VendorListed,
  VendorPayment,
  VendorPreferences,
  VendorTerm,
} from "./mapping/vendor-shapes.ts";
import { mirrorReads } from "./mirror-records.ts";
import { findOrdersByMarker, listInvoicesOf, listOrdersOf, readOrder } from "./orders.ts";
import { ALSO_INACTIVE } from "./query.ts";
import { bodyOf, createdId, readById, readEach, rejected, understood, understoodAll, type Company } from "./records.ts";

type Needs = {
  client: QuickBooksClient;
  /** The origin of QuickBooks' own pages, for links. */
  appUrl: string;
  /** The company as it was last read, if it was. */
  lastKnownCompany: () => Promise<ErpCompany | null>;
};

/** The erp port on one QuickBooks company. */
export function createErp({ client, appUrl, lastKnownCompany }: Needs): Erp {
  let known: ErpCompany | null = null;
  const readCompany = async () => (known = await readQuickBooksCompany(client));
  const reading = async () => {
    known ??= (await lastKnownCompany()) ?? (await readCompany());
    return { homeCurrency: known.homeCurrency, appUrl: appUrl.replace(/\/+$/, "") };
  };
  const company: Company = { client, reading };
  return {
    readCompany,
    async listItems() {
      const rows = await client.query({ from: "Item", where: [ALSO_INACTIVE] });
      // The mirror tells of those that cannot be read; a push needs the others.
      return readEach("item", rows, (row) => understood(VendorItem, row))
        .read.filter(isSellable)
        .map(itemFrom);
    },
    async listTerms() {
      return understoodAll(VendorTerm, await client.query({ from: "Term", where: [ALSO_INACTIVE] })).map(termFrom);
    },
    listClasses: () => listed(client, "Class", [ALSO_INACTIVE]),
    // Tax codes and customer types are read-only lists without a filter for inactive ones.
    listTaxCodes: () => listed(client, "TaxCode"),
    listCustomerTypes: () => listed(client, "CustomerType"),

    customerPayload: (draft, of) => customerPayload(draft, of ?? known),
    createCustomer: (payload, ...how) => create(client, "Customer", payload, ...how),
    updateCustomer: (update) => updateCustomer(company, update),
    readCustomer: (id) => readCustomer(company, id),
    listCustomers: (page) => listCustomers(company, page),
    findCustomerCandidates: (buyer) => findCustomerCandidates(company, buyer),
    findNameHolders: (name) => findNameHolders(client, name),
    findCustomerByMarker: (search) => findCustomerByMarker(company, search),

    orderPayload,
    createOrder: (payload, ...how) => create(client, "Estimate", payload, ...how),
    readOrder: (id) => readOrder(company, id),
    findOrdersByMarker: (search) => findOrdersByMarker(company, search),

    listOrdersOf: (search) => listOrdersOf(company, search),
    listInvoicesOf: (search) => listInvoicesOf(company, search),

    findDoubles: (since) => findDoubles(company, since),
    async readInvoice(id) {
      const invoice = await readById(client, "Invoice", id, VendorInvoice);
      return invoice && invoiceFrom(invoice, await reading());
    },
    async readPayment(id) {
      const payment = await readById(client, "Payment", id, VendorPayment);
      return payment && paymentFrom(payment, await reading());
    },
    async readInvoicePdf(id) {
      const answer = await client.getPdf(`invoice/${encodeURIComponent(id)}/pdf`);
      if (answer.ok) return answer.pdf;
      if (answer.refusal.reaction === "gone") return null;
      throw rejected(answer.refusal);
    },
    ...mirrorReads(company),
  };
}

/** One of the small lists whose entries are a name and no more to us. */
async function listed(client: QuickBooksClient, from: string, where: string[] = []): Promise<ErpNamed[]> {
  return understoodAll(VendorListed, await client.query({ from, where })).map(namedFrom);
}

/** The company and its preferences: two metered reads (facts/quickbooks.md §2.11). */
export async function readQuickBooksCompany(client: QuickBooksClient): Promise<ErpCompany> {
  const [info, preferences] = await Promise.all([client.get(`companyinfo/${await client.realmId()}`), client.get("preferences")]);
  return companyFrom(
    understood(VendorCompanyInfo, bodyOf(info)["CompanyInfo"]),
    understood(VendorPreferences, bodyOf(preferences)["Preferences"]),
  );
}

type How = [requestId: string, sending?: Sending];

async function create(client: QuickBooksClient, entity: string, payload: Payload, ...how: How): Promise<CreateAnswer> {
  const answer = await client.create(entity.toLowerCase(), payload, ...how);
  if (answer.ok) return { made: true, id: createdId(answer.body, entity) };
  const { code, message, takenById, fixBy } = answer.refusal;
  return { made: false, code, message, takenById, fixBy };
}
