import { AppError } from "../domain/errors.ts";
import { UNREADABLE_RECORD, unreadFields, type UnreadRecord } from "../ports/erp-pages.ts";
import type { Erp } from "../ports/erp.ts";
import type { MirrorKind, MirrorRecord, RecordOf } from "../ports/mirror.ts";
import { keepRecords } from "./keep-records.ts";
import type { Needs } from "./needs.ts";
import { noteUnread, unreadWords } from "./set-records-aside.ts";

/** One company of one portal. */
export type Place = { portalId: number; connectionId: string };

/** What one look has read so far: nothing is read twice. */
type Looking = { needs: Needs; place: Place; read: Map<string, Found> };

/** Reads one record again with all that hangs on it, and keeps it. Throws rejected when it cannot be read; what hangs on it is kept all the same. */
export async function mirrorRecord(needs: Needs, place: Place, kind: MirrorKind, id: string): Promise<void> {
  const unread = await look(needs, place, (looking) => READERS[kind](looking, id));
  const own = unread.find((record) => record.kind === kind && record.id === id);
  if (own) throw new AppError("rejected", unreadWords(own), { code: UNREADABLE_RECORD, fixBy: "admin" });
}

/** Reads an order with its invoices and their payments again: what a card's refresh does. */
export async function mirrorWholeOrder(needs: Needs, place: Place, orderId: string): Promise<void> {
  await look(needs, place, async (looking) => {
    const order = await readOne(looking, "order", orderId);
    const known = await inPortal(looking, (tx) => tx.mirror.invoicesOfOrder(place.connectionId, orderId));
    for (const id of new Set([...(order?.invoiceIds ?? []), ...idsOf(known)])) await readInvoice(looking, id);
  });
}

/** Answers what could not be read. */
async function look(needs: Needs, place: Place, reading: (looking: Looking) => Promise<unknown>): Promise<UnreadRecord[]> {
  const seenAt = needs.clock.now();
  const looking: Looking = { needs, place, read: new Map() };
  await reading(looking);
  const brought = sortFound([...looking.read.values()]);
  await inPortal(looking, async (tx) => void (await keepRecords(tx, place.connectionId, { ...brought, seenAt })));
  await noteUnread(needs, place.portalId, brought.unread);
  return brought.unread;
}

/** What was found by reading, sorted into what a look brings. */
export function sortFound(found: readonly Found[]): { records: MirrorRecord[]; gone: Found[]; unread: UnreadRecord[] } {
  return {
    records: found.flatMap(({ record }) => record ?? []),
    gone: found.filter(({ record, unread }) => record === null && unread === null),
    unread: found.flatMap(({ unread }) => unread ?? []),
  };
}

const READERS: Record<MirrorKind, (looking: Looking, id: string) => Promise<unknown>> = {
  item: (looking, id) => readOne(looking, "item", id),
  order: (looking, id) => readOne(looking, "order", id),
  invoice: readInvoice,
  payment: readPayment,
  creditMemo: readCreditMemo,
};

/** An invoice with every payment that touches it or did: without them a balance of zero would look written off. */
async function readInvoice(looking: Looking, invoiceId: string): Promise<void> {
  const invoice = await readOne(looking, "invoice", invoiceId);
  const known = await inPortal(looking, (tx) => tx.mirror.paymentsOfInvoices(looking.place.connectionId, [invoiceId]));
  for (const id of new Set([...(invoice?.paymentIds ?? []), ...idsOf(known)])) await readOne(looking, "payment", id);
}

/** A payment with every invoice that it touched before or touches now: their own events may never come (facts/quickbooks.md §6.3). */
async function readPayment(looking: Looking, paymentId: string): Promise<void> {
  const before = await inPortal(looking, (tx) => tx.mirror.read(looking.place.connectionId, "payment", paymentId));
  const payment = await readOne(looking, "payment", paymentId);
  const applied = [...(before?.record.applied ?? []), ...(payment?.applied ?? [])];
  for (const id of new Set(applied.map(({ invoiceId }) => invoiceId))) await readInvoice(looking, id);
}

/** A credit memo with the payments that spend it, which the ERP may have made by itself (facts/quickbooks.md §2.7). */
async function readCreditMemo(looking: Looking, memoId: string): Promise<void> {
  const before = await inPortal(looking, (tx) => tx.mirror.read(looking.place.connectionId, "creditMemo", memoId));
  const memo = await readOne(looking, "creditMemo", memoId);
  for (const id of new Set([...(before?.record.paymentIds ?? []), ...(memo?.paymentIds ?? [])])) await readPayment(looking, id);
}

async function readOne<K extends MirrorKind>(looking: Looking, kind: K, id: string): Promise<RecordOf<K> | null> {
  const { needs, place, read } = looking;
  const key = `${kind} ${id}`;
  const known = read.get(key) ?? (await findRecord(needs.erp(place.portalId, place.connectionId), kind, id));
  read.set(key, known);
  return (known.record?.record ?? null) as RecordOf<K> | null;
}

/** What reading one record brought: it is gone where there is neither the record nor what could not be read of it. */
export type Found = { kind: MirrorKind; id: string; record: MirrorRecord | null; unread: UnreadRecord | null };

/** Reads one record of a kind. */
export async function findRecord(erp: Erp, kind: MirrorKind, id: string): Promise<Found> {
  const reading = {
    item: () => erp.readItem(id),
    order: () => erp.readOrder(id),
    payment: () => erp.readPayment(id),
    creditMemo: () => erp.readCreditMemo(id),
    invoice: () => erp.readInvoice(id),
  }[kind]();
  return reading.then(
    (record) => ({ kind, id, record: record && ({ kind, record } as MirrorRecord), unread: null }),
    (error: unknown) => ({ kind, id, record: null, unread: { kind, id, fields: unreadFields(error) } }),
  );
}

const inPortal = <T>({ needs, place }: Looking, work: Parameters<typeof needs.store.inPortal<T>>[1]): Promise<T> =>
  needs.store.inPortal(place.portalId, work);

const idsOf = (records: { record: { id: string } }[]) => records.map(({ record }) => record.id);
