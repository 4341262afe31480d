import type { CustomerPage } from "../ports/erp-pages.ts";
import type { Job } from "../ports/queue.ts";
import type { PortalTx } from "../ports/store.ts";
import type { Needs } from "./needs.ts";
import { noticeCustomer } from "./notice-changes.ts";
import { noteUnread, setRecordsAside, takeBack } from "./set-records-aside.ts";

type Place = { portalId: number; connectionId: string };

/** What QuickBooks gives at most at once. */
const PAGE_ROWS = 1_000;

/** Has all customers of a connection read, from the first. The mirror stays in use meanwhile if it was filled before. */
export async function startMirroringCustomers(tx: PortalTx, connectionId: string, now: Temporal.Instant): Promise<void> {
  await tx.mirroredCustomers.startFill(connectionId, now);
  await tx.enqueue({ name: "mirror-customers", data: { portalId: tx.portalId, connectionId } }, { key: connectionId });
}

/** Reads all customers page by page. Each page is kept with its last id, so whoever comes after a crash goes on from there, and a customer that goes away meanwhile makes no gap. */
export async function mirrorCustomers(
  needs: Needs,
  { portalId, connectionId }: Extract<Job, { name: "mirror-customers" }>["data"],
): Promise<void> {
  const erp = needs.erp(portalId, connectionId);
  const { country: homeCountry } = await erp.readCompany();
  for (;;) {
    const fill = await needs.store.inPortal(portalId, (tx) => tx.mirroredCustomers.readFill(connectionId));
    if (!fill) return;
    const at = needs.clock.now();
    const page = await erp.listCustomers({ after: fill.lastId, rows: PAGE_ROWS });
    const last = page.rows < PAGE_ROWS ? null : page.lastId;
    await needs.store.inPortal(portalId, async (tx) => {
      await keepCustomers(tx, connectionId, page, { at, homeCountry });
      if (last) await tx.mirroredCustomers.moveFill(connectionId, last);
      else await tx.mirroredCustomers.endFill(connectionId, fill, needs.clock.now());
    });
    await noteUnread(needs, portalId, page.unread);
    if (!last) return;
  }
}

/** What cannot be read stays as it was known. */
async function keepCustomers(
  tx: PortalTx,
  connectionId: string,
  { customers, unread }: CustomerPage,
  seen: { at: Temporal.Instant; homeCountry: string },
): Promise<void> {
  await tx.mirroredCustomers.save(connectionId, customers, seen);
  const unreadIds = unread.map(({ id }) => id);
  await tx.mirroredCustomers.stay(connectionId, unreadIds, seen.at);
  const settled = customers.map(({ id }) => ({ kind: "customer" as const, id }));
  await takeBack(tx, connectionId, settled, seen.at);
  await setRecordsAside(tx, connectionId, unread, seen.at);
}

/** Reads one customer again and keeps it in the mirror, or forgets it when it is gone. */
export async function mirrorCustomer(needs: Needs, { portalId, connectionId }: Place, customerId: string): Promise<void> {
  const at = needs.clock.now();
  const erp = needs.erp(portalId, connectionId);
  const customer = await erp.readCustomer(customerId);
  const { country: homeCountry } = await erp.readCompany();
  await needs.store.inPortal(portalId, async (tx) => {
    if (!customer) return tx.mirroredCustomers.forget(connectionId, customerId);
    await tx.mirroredCustomers.save(connectionId, [customer], { at, homeCountry });
    await noticeCustomer(tx, connectionId, customer, at);
  });
}
