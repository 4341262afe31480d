import type { Deal } from "../domain/deal.ts";
import { AppError } from "../domain/errors.ts";
import type { Mapping } from "../domain/mapping.ts";
import { differenceOf, trialOrder, type OrderDifference, type TrialOrder } from "../domain/trial-order.ts";
import { preflight } from "../domain/preflight.ts";
import type { Settings } from "../domain/settings.ts";
import type { ErpCompany, ErpItem, ErpTerm, Erp } from "../ports/erp.ts";
import type { Job } from "../ports/queue.ts";
import { activeConnections } from "./active-erp.ts";
import { bookSale } from "./book-sale.ts";
import type { Needs } from "./needs.ts";

type Subject = Extract<Job, { name: "dry-run-mapping" }>["data"];

const LOOK_BACK = { hours: 24 * 90 };
const MOST_DEALS = 500;
/** A job that runs for long is taken for dead, so it hands over after so many deals. */
const DEALS_PER_JOB = 25;

/** Tries a mapping change on deals of the last 90 days, the newest first; reads, and writes nothing but what it found. Goes on where it stopped. */
export async function dryRunMapping(needs: Needs, { portalId, runId }: Subject): Promise<void> {
  const run = await needs.store.inPortal(portalId, (tx) => tx.dryRuns.read(runId));
  if (run?.state !== "running") return;
  const rules = await readRules(needs, portalId);
  if (run.leftOut === null) await chooseDeals(needs, { portalId, runId }, rules.settings);

  const pending = await needs.store.inPortal(portalId, (tx) => tx.dryRuns.pending(runId, DEALS_PER_JOB));
  const books = await readBooks(needs.erp(portalId, rules.connectionId));
  const tried: Mapping = { ...rules.mapping, ...run.lists };
  for (const { position, dealId } of pending) {
    const difference = await compareDeal(needs, { portalId, dealId, facts: { ...rules, ...books }, tried });
    await needs.store.inPortal(portalId, (tx) => tx.dryRuns.note(runId, position, difference));
  }
  await needs.store.inPortal(portalId, async (tx) => {
    if (pending.length < DEALS_PER_JOB) await tx.dryRuns.finish(runId, "done", null);
    else await tx.enqueue({ name: "dry-run-mapping", data: { portalId, runId } }, { key: `${portalId}:${runId}` });
  });
}

/** What is said of a run whose job has failed for good. */
export async function giveUpDryRun({ store }: Needs, { portalId, runId }: Subject, error: unknown): Promise<void> {
  const message = error instanceof AppError ? error.message : "Something went wrong on our side; an admin can see the cause in the log.";
  await store.inPortal(portalId, (tx) => tx.dryRuns.finish(runId, "failed", message));
}

async function chooseDeals(needs: Needs, { portalId, runId }: Subject, { readyStages }: Settings): Promise<void> {
  const since = needs.clock.now().subtract(LOOK_BACK);
  const search = { since, readyStages: readyStages ?? [], limit: MOST_DEALS };
  const { dealIds, total } = await needs.crm(portalId).findDealsWonSince(search);
  await needs.store.inPortal(portalId, (tx) => tx.dryRuns.choose(runId, dealIds, Math.max(0, total - dealIds.length)));
}

type Rules = { connectionId: string; settings: Settings; mapping: Mapping; timeZone: string };
type Books = { erp: Erp; company: ErpCompany; items: ErpItem[]; terms: ErpTerm[] };

/** Of the company that the portal works with, of several the default one. */
function readRules({ store }: Needs, portalId: number): Promise<Rules> {
  return store.inPortal(portalId, async (tx) => {
    const [connectionId] = await activeConnections(tx);
    if (connectionId === undefined)
      throw new AppError("notConnected", "QuickBooks was disconnected while the dry run was under way.", { fixBy: "admin" });
    const settings = await tx.settings.of(connectionId);
    const timeZone = settings.timeZone ?? (await tx.portal.read())?.timeZone ?? "UTC";
    return { connectionId, settings, mapping: await tx.mapping.read(), timeZone };
  });
}

async function readBooks(erp: Erp): Promise<Books> {
  const [company, items, terms] = await Promise.all([erp.readCompany(), erp.listItems(), erp.listTerms()]);
  return { erp, company, items, terms };
}

type Comparison = { portalId: number; dealId: string; facts: Rules & Books; tried: Mapping };

/** A deal that was deleted since it was found would have no order either way. */
async function compareDeal(needs: Needs, { portalId, dealId, facts, tried }: Comparison): Promise<OrderDifference | null> {
  const crm = needs.crm(portalId);
  const readAs = ({ fields }: Mapping) => crm.readDeal(dealId, fields).catch(nullIfGone);
  const deal = await readAs(facts.mapping);
  const otherwise = JSON.stringify(facts.mapping.fields) === JSON.stringify(tried.fields) ? deal : await readAs(tried);
  if (!deal || !otherwise) return null;
  return differenceOf(deal, await previewOf(deal, facts, facts.mapping), await previewOf(otherwise, facts, tried));
}

async function previewOf(deal: Deal, { erp, ...facts }: Rules & Books, mapping: Mapping): Promise<TrialOrder> {
  const check = preflight({ ...facts, deal, mapping });
  const term = facts.terms.find(({ id }) => id === check.termsId) ?? null;
  const booked = check.sale && (await bookSale(erp, { ...facts, deal, mapping, term, sale: check.sale, lines: check.lines }));
  return trialOrder({ check, booking: booked?.booking ?? null, findings: booked?.findings ?? [], terms: facts.terms });
}

function nullIfGone(error: unknown): null {
  if (error instanceof AppError && error.kind === "notFound") return null;
  throw error;
}
