import type { Job } from "../ports/queue.ts";
import type { PortalTx } from "../ports/store.ts";
import type { Needs } from "./needs.ts";
import { noticeCustomer } from "./notice-changes.ts";

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
    const last = page.length < PAGE_ROWS ? undefined : page.at(-1);
    await needs.store.inPortal(portalId, async ({ mirroredCustomers }) => {
      await mirroredCustomers.save(connectionId, page, { at, homeCountry });
      if (last) await mirroredCustomers.moveFill(connectionId, last.id);
      else await mirroredCustomers.endFill(connectionId, fill, needs.clock.now());
    });
    if (!last) return;
  }
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
