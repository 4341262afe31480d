import type { Feed } from "../ports/mirror.ts";
import type { PortalTx } from "../ports/store.ts";
import { companyIn, saveLook, tell } from "./keep-records.ts";
import { findRecord, sortFound, type Found, type Place } from "./mirror.ts";
import type { Needs } from "./needs.ts";
import { noteUnread } from "./set-records-aside.ts";
import { tellCatalogue } from "./sync-catalogue.ts";

/** As many as QuickBooks answers at once (facts/quickbooks.md §5). */
const PAGE_ROWS = 1_000;
/** Pages overlap, so that a record deleted meanwhile, which moves all others up, hides none. */
const OVERLAP_ROWS = 25;
const CHECKS_A_RUN = 50;
/** Queries and change data capture may show what was true so long ago. */
export const QUERY_LAG = { seconds: 60 };

/** Reads a company as a whole, from the beginning; what is known meanwhile stays. */
export async function beginFill(tx: PortalTx, connectionId: string, now: Temporal.Instant): Promise<void> {
  await tx.feeds.begin(connectionId, now);
  await goOn(tx, connectionId);
}

/**
 * One step of reading a company as a whole: a page of one kind, or a look at what was known and not met. The place is stored
 * with what was read, so a run that dies is taken up by the next; with it each step queues the next, or ends the reading.
 */
export async function fillMirror(needs: Needs, place: Place): Promise<void> {
  const { store } = needs;
  const feeds = await store.inPortal(place.portalId, (tx) => tx.feeds.list(place.connectionId));
  const feed = feeds.find(({ state }) => state !== "done");
  if (feed) await STEPS[feed.state === "waiting" ? "start" : feed.state === "filling" ? "page" : "check"](needs, place, feed);
}

const goOn = (tx: PortalTx, connectionId: string) =>
  tx.enqueue({ name: "fill-mirror", data: { portalId: tx.portalId, connectionId } }, { key: connectionId });

const STEPS = {
  async start({ store, clock, erp }: Needs, { portalId, connectionId }: Place, { kind, done }: Feed): Promise<void> {
    const total = await erp(portalId, connectionId).countRecords(kind);
    await store.inPortal(portalId, async (tx) => {
      await tx.feeds.save(connectionId, kind, { state: "filling", done, total }, clock.now());
      await goOn(tx, connectionId);
    });
  },

  async page(needs: Needs, { portalId, connectionId }: Place, { kind, done, total }: Feed): Promise<void> {
    const { store, clock, erp } = needs;
    const seenAt = clock.now().subtract(QUERY_LAG);
    const start = Math.max(1, done + 1 - OVERLAP_ROWS);
    const { records, unread, rows } = await erp(portalId, connectionId).listRecords(kind, start, PAGE_ROWS);
    const read = start - 1 + rows;
    const next = { state: rows < PAGE_ROWS ? "checking" : "filling", done: read, total: Math.max(total ?? 0, read) } as const;
    await store.inPortal(portalId, async (tx) => {
      await saveLook(tx, connectionId, { records, gone: [], unread, seenAt });
      await tx.feeds.save(connectionId, kind, next, clock.now());
      await goOn(tx, connectionId);
    });
    await noteUnread(needs, portalId, unread);
  },

  /** A deletion shows nowhere but in what is missing, and counts once it is confirmed by reading (610). What cannot be read is met by no run. */
  async check({ store, clock, erp }: Needs, { portalId, connectionId }: Place, { kind, done, total, begunAt }: Feed): Promise<void> {
    const seenAt = clock.now();
    const unmet = await store.inPortal(portalId, (tx) =>
      tx.mirror.notSeenSince(connectionId, kind, begunAt.subtract(QUERY_LAG), CHECKS_A_RUN),
    );
    const found: Found[] = [];
    for (const id of unmet) found.push(await findRecord(erp(portalId, connectionId), kind, id));
    const brought = sortFound(found);
    const isLast = unmet.length < CHECKS_A_RUN || brought.unread.length === unmet.length;
    await store.inPortal(portalId, async (tx) => {
      await saveLook(tx, connectionId, { ...brought, unread: [], seenAt });
      await tx.feeds.save(connectionId, kind, { state: isLast ? "done" : "checking", done, total }, clock.now());
      const left = (await tx.feeds.list(connectionId)).some(({ state }) => state !== "done");
      await (left ? goOn(tx, connectionId) : finish(tx, connectionId));
    });
  },
};

/** What changed since the fill began comes with the next catching up; every deal and company of this connection is told. */
async function finish(tx: PortalTx, connectionId: string): Promise<void> {
  const begun = (await tx.feeds.list(connectionId)).map(({ begunAt }) => begunAt).toSorted(Temporal.Instant.compare)[0];
  if (begun) await tx.feeds.saveChangedSince(connectionId, begun);
  const orders = (await tx.links.listOrders()).filter((link) => link.connectionId === connectionId);
  const customers = await tx.links.listCustomers(connectionId);
  await tell(tx, {
    deals: orders.map(({ recordId }) => recordId),
    companies: customers.flatMap(({ recordId }) => companyIn(recordId) ?? []),
  });
  await tellCatalogue(tx);
}
