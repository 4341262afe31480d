import { causeOf } from "../domain/cause.ts";
import { AppError } from "../domain/errors.ts";
import type { LetterRecord, NewLetter } from "../ports/dead-letters.ts";
import type { StaleRecord } from "../ports/mirror.ts";
import type { Job } from "../ports/queue.ts";
import { apart } from "./apart.ts";
import type { Needs } from "./needs.ts";
import { settleDrift } from "./settle-drift.ts";
import { showCompanies } from "./show-company.ts";
import { showDeals } from "./show-deal.ts";

type Subject = Extract<Job, { name: "tell-crm" }>["data"];

/** HubSpot takes this many records with one call (facts/hubspot.md §6.1). */
const BATCH = 100;

/**
 * Tells HubSpot what became of deals and companies, all that wait together. A mark that comes meanwhile stays for the next run.
 * One that cannot be told is a dead letter and keeps none of the others back; its next change tells it again.
 */
export async function tellCrm(needs: Needs, { portalId }: Subject): Promise<void> {
  const stale = await needs.store.inPortal(portalId, async (tx) => ({
    deals: await tx.telling.list("deal", BATCH),
    companies: await tx.telling.list("company", BATCH),
  }));
  const deals = await apart(idsOf(stale.deals), (ids) => tellOfDeals(needs, portalId, ids));
  const companies = await apart(idsOf(stale.companies), (ids) => showCompanies(needs, portalId, ids));
  await needs.store.inPortal(portalId, async (tx) => {
    for (const [id, error] of deals) await tx.deadLetters.bury(untold({ object: "deal", id }, error), needs.clock.now());
    for (const [id, error] of companies) await tx.deadLetters.bury(untold({ object: "company", id }, error), needs.clock.now());
    await tx.telling.clear([...stale.deals, ...stale.companies]);
    const left = [...(await tx.telling.list("deal", 1)), ...(await tx.telling.list("company", 1))];
    if (left.length > 0) await tx.enqueue({ name: "tell-crm", data: { portalId } }, { key: String(portalId) });
  });
}

const idsOf = (stale: StaleRecord[]) => stale.map(({ id }) => id);

async function tellOfDeals(needs: Needs, portalId: number, dealIds: string[]): Promise<void> {
  for (const dealId of dealIds) await settleDrift(needs, portalId, dealId);
  await showDeals(needs, portalId, dealIds);
}

function untold(record: LetterRecord, error: unknown): NewLetter {
  const code = error instanceof AppError ? error.code : "internal";
  return {
    kind: "tell-crm",
    record,
    code,
    cause: causeOf({ code, subject: "telling HubSpot" }),
    message: `What became of this ${record.object} in QuickBooks could not be shown in HubSpot. Its next change is shown again.`,
    fixBy: "admin",
    sent: [],
    job: null,
    money: null,
  };
}
