import { AppError } from "../domain/errors.ts";
import { customerMarker } from "../domain/marker.ts";
import type { Sale } from "../domain/sale.ts";
import type { ErpCompany, Payload } from "../ports/erp.ts";
import type { ErpCustomer } from "../ports/erp-customer.ts";
import type { Link } from "../ports/links.ts";
import type { PortalTx } from "../ports/store.ts";
import { customerKey, recordIdOf } from "./customer-key.ts";
import { ensureLinked } from "./ensure-linked.ts";
import { freeCustomerName } from "./free-customer-name.ts";
import type { Needs } from "./needs.ts";
import { noteMatch } from "./note-match.ts";
import { seenMatch } from "./open-match.ts";
import { recogniseCustomer, type Recognised } from "./recognise-customer.ts";
import { readChosen } from "./read-chosen.ts";

/** The push comes first. */
const COMPARED_AFTER_SECONDS = 60;

type Draft = {
  portalId: number;
  connectionId: string;
  company: ErpCompany;
  sale: Sale;
  termsId: string | null;
  customerTypeId: string | null;
  taxCodeId: string | null;
};
/** `known`: a customer that this attempt has read already. */
type Subject = Draft & { dealName: string; known: ErpCustomer | null; recognise(): Promise<Recognised> };

/** The buyer's customer in the ERP: linked, recognised or made, once per buyer and currency. Throws what ensureLinked throws, and notReady when a person must decide. */
export async function ensureCustomer(needs: Needs, subject: Subject): Promise<ErpCustomer> {
  const { portalId, connectionId, sale } = subject;
  const erp = needs.erp(portalId, connectionId);
  const { buyer, currency } = sale;
  const marker = customerMarker(recordIdOf(buyer));
  let seen: Awaited<ReturnType<typeof seenMatch>> | null = null;
  let isNew: NewCustomer = { parentId: null, freeName: null };
  let { known } = subject;
  const customer = await ensureLinked({ ...needs, portalId }, customerKey(connectionId, buyer, currency), {
    marker,
    read: async (id) => (known?.id === id ? known : erp.readCustomer(id)),
    findByMarker: (since, wanted) => erp.findCustomerByMarker({ marker: wanted, name: buyer.name, since }),
    find: async () => {
      const { live, ...recognised } = await recogniseAsItIs(needs, subject);
      isNew = recognised;
      known = live;
      if (recognised.match === "ambiguous")
        throw new AppError("notReady", `It is not certain which QuickBooks customer ${buyer.name} is.`, {
          code: "customerUnclear",
          fixBy: "finance",
        });
      if (!recognised.record) return null;
      seen = await seenMatch(needs, subject, recognised);
      return { record: recognised.record, reasons: recognised.reasons };
    },
    payload: async () => {
      const payload = await previewCustomer(needs, subject, isNew);
      return () => payload;
    },
    isOurs: ({ markers }) => markers.includes(marker),
    create: (payload, requestId, sending) => erp.createCustomer(payload, requestId, sending),
    noteLink: async (tx, link) => {
      await noteMatch(tx, needs, { ...subject, seen }, link);
      await compareFirst(tx, link);
    },
    noun: `the customer ${buyer.name}`,
  });
  await keepCustomer(needs, subject, customer);
  return customer;
}

/** What both sides say once they are linked is what later changes are measured by. */
async function compareFirst(tx: PortalTx, { connectionId, externalId }: Link): Promise<void> {
  await tx.enqueue(
    {
      name: "sync-customer-fields",
      data: { portalId: tx.portalId, connectionId, customerId: externalId, groups: ["customers", "contacts"] },
    },
    { key: `${connectionId}:${externalId}:first`, startAfterSeconds: COMPARED_AFTER_SECONDS },
  );
}

type NewCustomer = Pick<Recognised, "parentId" | "freeName">;

/** The payload that the buyer's customer would have now, under the name that a person chose or one that is free. */
export async function previewCustomer(needs: Needs, subject: Draft, { parentId, freeName }: NewCustomer): Promise<Payload> {
  const { portalId, connectionId, company, sale, termsId, customerTypeId, taxCodeId } = subject;
  const { buyer, currency } = sale;
  const erp = needs.erp(portalId, connectionId);
  const { customerName } = await readChosen(needs, portalId, sale.dealId);
  const name = customerName ?? freeName ?? (await freeCustomerName(erp, { buyer, currency, homeCurrency: company.homeCurrency }));
  const marker = customerMarker(recordIdOf(buyer));
  return erp.customerPayload({ buyer, name, currency, termsId, customerTypeId, taxCodeId, marker, parentId }, company);
}

/** What is found is read again, since the mirror may be behind: a customer that has changed meanwhile is judged as it is now. */
async function recogniseAsItIs(needs: Needs, subject: Subject): Promise<Recognised & { live: ErpCustomer | null }> {
  const recognised = await subject.recognise();
  if (recognised.match !== "found" || !recognised.record) return { ...recognised, live: null };
  const live = await needs.erp(subject.portalId, subject.connectionId).readCustomer(recognised.record.id);
  if (live && JSON.stringify(factsOf(live)) === JSON.stringify(factsOf(recognised.record))) return { ...recognised, live };
  if (live) await keepCustomer(needs, subject, live);
  else await needs.store.inPortal(subject.portalId, (tx) => tx.mirroredCustomers.forget(subject.connectionId, recognised.record?.id ?? ""));
  return { ...(await recogniseCustomer(needs, subject)), live };
}

/** What is judged, in one order, since the mirror's JSON has another. */
const factsOf = ({ details: _kept, ...customer }: ErpCustomer) =>
  Object.entries(customer).sort(([one], [other]) => one.localeCompare(other));

function keepCustomer({ store, clock }: Needs, { portalId, connectionId, company }: Subject, customer: ErpCustomer): Promise<void> {
  const seen = { at: clock.now(), homeCountry: company.country };
  return store.inPortal(portalId, (tx) => tx.mirroredCustomers.save(connectionId, [customer], seen));
}
