import type { ErpChanges } from "../ports/erp-pages.ts";
import type { ErpPayment } from "../ports/erp-documents.ts";
import type { MirrorChange } from "../ports/mirror.ts";
import { beginFill, QUERY_LAG } from "./fill-mirror.ts";
import { keepRecords, type Look } from "./keep-records.ts";
import { findRecord, sortFound, type Found, type Place } from "./mirror.ts";
import type { Needs } from "./needs.ts";
import { noteUnread } from "./set-records-aside.ts";

/** Times of the ERP are not ours, and its index lags. */
const OVERLAP = { minutes: 10 };
/** QuickBooks looks back 30 days (facts/quickbooks.md §3.3). */
const LONGEST_LOOK_BACK = { hours: 29 * 24 };

/**
 * Brings the mirror up to date with all that changed in the ERP since the last time, whatever the webhooks told. Where the ERP
 * cannot tell any more, since it is too long ago or too much, the company is read as a whole again.
 */
export async function catchUp(needs: Needs, place: Place): Promise<void> {
  const { store, clock } = needs;
  const { portalId, connectionId } = place;
  const begunAt = clock.now();
  const since = await store.inPortal(portalId, async (tx) => {
    const filling = (await tx.feeds.list(connectionId)).some(({ state }) => state !== "done");
    if (filling) await tx.enqueue({ name: "fill-mirror", data: place }, { key: connectionId });
    const changedSince = await tx.feeds.changedSince(connectionId);
    const told = changedSince && Temporal.Instant.compare(changedSince, begunAt.subtract(LONGEST_LOOK_BACK)) > 0 ? changedSince : null;
    if (!told && !filling) await beginFill(tx, connectionId, begunAt);
    return told;
  });
  if (!since) return;

  const changes = await needs.erp(portalId, connectionId).readChanges(since.subtract(OVERLAP));
  if (!changes.complete) return store.inPortal(portalId, (tx) => beginFill(tx, connectionId, begunAt));
  const { gone, unread } = await confirmedGone(needs, place, changes.deleted);
  await store.inPortal(portalId, async (tx) => {
    const told = { records: changes.records, gone: [], unread: changes.unread, seenAt: begunAt.subtract(QUERY_LAG) };
    const kept = await keepRecords(tx, connectionId, told, { records: [], gone, unread, seenAt: begunAt });
    for (const externalId of invoicesLeftOut(kept, changes)) {
      const data = { ...place, kind: "invoice", externalId } as const;
      await tx.enqueue({ name: "mirror-document", data }, { key: `${connectionId}:invoice:${externalId}` });
    }
    await tx.feeds.saveChangedSince(connectionId, begunAt);
  });
  await noteUnread(needs, portalId, [...changes.unread, ...unread]);
}

/** What is called deleted is read, since QuickBooks has been seen to say so of what was not (facts/quickbooks.md §3.3). */
async function confirmedGone(
  { store, erp }: Needs,
  { portalId, connectionId }: Place,
  deleted: Look["gone"],
): Promise<Pick<Look, "gone" | "unread">> {
  const found: Found[] = [];
  for (const { kind, id } of deleted) {
    const known = await store.inPortal(portalId, async ({ mirror }) => ({
      isGone: (await mirror.seenAt(connectionId, kind, id)) !== null && (await mirror.read(connectionId, kind, id)) === null,
    }));
    if (!known.isGone) found.push(await findRecord(erp(portalId, connectionId), kind, id));
  }
  return sortFound(found);
}

/** Invoices that a changed payment touched before or touches now and that are not among the changes themselves. */
function invoicesLeftOut(changed: MirrorChange[], { records, deleted }: ErpChanges): string[] {
  const payments = changed
    .filter(({ kind }) => kind === "payment")
    .flatMap(({ before, after }) => [before, after] as (ErpPayment | null)[]);
  const touched = new Set(payments.flatMap((payment) => payment?.applied.map(({ invoiceId }) => invoiceId) ?? []));
  for (const { kind, record } of records) if (kind === "invoice") touched.delete(record.id);
  for (const { kind, id } of deleted) if (kind === "invoice") touched.delete(id);
  return [...touched];
}
