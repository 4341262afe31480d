import type { Job } from "../ports/queue.ts";
import type { Needs } from "./needs.ts";
import { settleDrift } from "./settle-drift.ts";
import { showCompanies } from "./show-company.ts";
import { showDeals } from "./show-deal.ts";

type Subject = Extract<Job, { name: "tell-crm" }>["data"];

/** HubSpot takes this many records with one call (facts/hubspot.md §6.1). */
const BATCH = 100;

/** Tells HubSpot what became of deals and companies, all that wait together. A mark that comes meanwhile stays for the next run. */
export async function tellCrm(needs: Needs, { portalId }: Subject): Promise<void> {
  const stale = await needs.store.inPortal(portalId, async (tx) => ({
    deals: await tx.telling.list("deal", BATCH),
    companies: await tx.telling.list("company", BATCH),
  }));
  const dealIds = stale.deals.map(({ id }) => id);
  for (const dealId of dealIds) await settleDrift(needs, portalId, dealId);
  await showDeals(needs, portalId, dealIds);
  await showCompanies(
    needs,
    portalId,
    stale.companies.map(({ id }) => id),
  );
  await needs.store.inPortal(portalId, async (tx) => {
    await tx.telling.clear([...stale.deals, ...stale.companies]);
    const left = [...(await tx.telling.list("deal", 1)), ...(await tx.telling.list("company", 1))];
    if (left.length > 0) await tx.enqueue({ name: "tell-crm", data: { portalId } }, { key: String(portalId) });
  });
}
