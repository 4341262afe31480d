import type { ErpInvoice, ErpPayment } from "../ports/erp-documents.ts";
import type { UnreadRecord } from "../ports/erp-pages.ts";
import type { MirrorChange, MirrorKind, MirrorRecord } from "../ports/mirror.ts";
import type { PortalTx } from "../ports/store.ts";
import { tellCatalogue } from "./sync-catalogue.ts";
import { noteDrift } from "./note-drift.ts";
import { noteHolds } from "./note-holds.ts";
import { setRecordsAside, takeBack } from "./set-records-aside.ts";

/** What one look into the ERP brought: records, ids that are gone there, and what could not be read; `seenAt` is when the look began. */
export type Look = {
  records: MirrorRecord[];
  gone: { kind: MirrorKind; id: string }[];
  unread: readonly UnreadRecord[];
  seenAt: Temporal.Instant;
};

/** Keeps what was read. The deals and companies that a change concerns are told in HubSpot. Answers what changed. */
export async function keepRecords(tx: PortalTx, connectionId: string, ...looks: Look[]): Promise<MirrorChange[]> {
  const changes: MirrorChange[] = [];
  for (const look of looks) changes.push(...(await saveLook(tx, connectionId, look)));
  await tellConcerned(tx, connectionId, changes);
  if (changes.some(({ kind }) => kind === "item")) await tellCatalogue(tx);
  return changes;
}

/** Keeps what was read, and tells nobody but finance, of what people made of our documents. Merges that show in it are followed. */
export async function saveLook(tx: PortalTx, connectionId: string, { records, gone, unread, seenAt }: Look): Promise<MirrorChange[]> {
  const changes = await tx.mirror.save(connectionId, records, seenAt);
  for (const [kind, ofKind] of Map.groupBy(gone, (each) => each.kind)) {
    const ids = ofKind.map(({ id }) => id);
    changes.push(...(await tx.mirror.forget(connectionId, kind, ids, seenAt)));
  }
  await noteDrift(tx, connectionId, changes, seenAt);
  await noteHolds(tx, connectionId, changes, seenAt);
  await noteMoves(tx, connectionId, changes);
  await takeBack(tx, connectionId, [...records.map(({ kind, record }) => ({ kind, id: record.id })), ...gone], seenAt);
  await setRecordsAside(tx, connectionId, unread, seenAt);
  return changes;
}

/** Documents that went over to another customer: the ERP may have merged the two. */
async function noteMoves(tx: PortalTx, connectionId: string, changes: MirrorChange[]): Promise<void> {
  const moves = new Map<string, string>();
  for (const { before, after } of changes) {
    const [from, to] = [customerOf(before), customerOf(after)];
    if (from && to && from !== to) moves.set(from, to);
  }
  for (const [from, to] of moves) await tx.mirror.saveMove(connectionId, from, to);
  if (moves.size > 0) await followMergesLater(tx, connectionId);
}

/** A search that comes sooner may still find the customer that is gone, since lags of half a minute have been seen. */
const SEARCHED_AFTER_SECONDS = 32;

/** Has customers that were merged followed, once a search can know them. */
export async function followMergesLater(tx: PortalTx, connectionId: string): Promise<void> {
  const place = { portalId: tx.portalId, connectionId };
  await tx.enqueue({ name: "follow-merges", data: place }, { key: connectionId, startAfterSeconds: SEARCHED_AFTER_SECONDS });
}

/** Whose a record is; null for what is nobody's. */
export const customerOf = (record: MirrorRecord["record"] | null) => (record && "customerId" in record ? record.customerId : null);

async function tellConcerned(tx: PortalTx, connectionId: string, changes: MirrorChange[]): Promise<void> {
  const states = changes.flatMap(({ kind, id, before, after }) =>
    [before, after].filter((record) => record !== null).map((record) => ({ kind, id, record })),
  );
  const applied = states.flatMap(({ kind, record }) =>
    kind === "payment" ? (record as ErpPayment).applied.map(({ invoiceId }) => invoiceId) : [],
  );
  const parties = await tx.mirror.partiesOf(connectionId, [...new Set(applied)]);
  const orderIds = states.flatMap(({ kind, id, record }) =>
    kind === "order" ? [id] : kind === "invoice" ? (record as ErpInvoice).orderIds : [],
  );
  const customerIds = states.flatMap(({ record }) => customerOf(record) ?? []);
  await tellOwners(tx, connectionId, {
    orderIds: [...orderIds, ...parties.orderIds],
    customerIds: [...customerIds, ...parties.customerIds],
  });
}

/** The deals of these orders and the companies of these customers are told anew. */
async function tellOwners(
  tx: PortalTx,
  connectionId: string,
  { orderIds, customerIds }: { orderIds: string[]; customerIds: string[] },
): Promise<void> {
  const deals = await tx.links.ofExternals(connectionId, "order", [...new Set(orderIds)]);
  const buyers = await tx.links.ofExternals(connectionId, "customer", [...new Set(customerIds)]);
  await tell(tx, { deals: deals.map(({ recordId }) => recordId), companies: buyers.flatMap(({ recordId }) => companyIn(recordId) ?? []) });
}

/** These deals and companies are told anew; all that wait are told together. */
export async function tell(tx: PortalTx, { deals, companies }: { deals: string[]; companies: string[] }): Promise<void> {
  if (deals.length + companies.length === 0) return;
  await tx.telling.mark("deal", deals);
  await tx.telling.mark("company", companies);
  await tx.enqueue({ name: "tell-crm", data: { portalId: tx.portalId } }, { key: String(tx.portalId) });
}

/** "company:123" is the company 123; a buyer may also be a contact. */
export const companyIn = (recordId: string) => /^company:(.+)$/.exec(recordId)?.[1] ?? null;
