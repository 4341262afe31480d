import type { Job } from "../ports/queue.ts";
import type { Needs } from "./needs.ts";
import { settleDeals } from "./settle-deals.ts";

type Subject = Extract<Job, { name: "touch-deals" }>["data"];

/** A line item or a company changed: those of its deals that we know are looked at again. A deal that we do not know comes by its own events. */
export async function touchDeals(needs: Needs, { portalId, object, id }: Subject): Promise<void> {
  const dealIds = await needs.crm(portalId).findDeals(object, id);
  const known = await needs.store.inPortal(portalId, async (tx) => {
    const rows: string[] = [];
    for (const dealId of dealIds) if (await tx.deals.read(dealId)) rows.push(dealId);
    return rows;
  });
  const details = { through: `${object}:${id}` };
  const touched = known.map(
    (dealId) => ({ what: "webhook.received", outcome: "ok", record: { object: "deal", id: dealId }, details }) as const,
  );
  await needs.journal.note(portalId, ...touched);
  await settleDeals(needs, portalId, known);
}
