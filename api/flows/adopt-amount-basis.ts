import { proposeAmountBasis } from "../domain/propose-amount-basis.ts";
import type { Needs } from "./needs.ts";

const LOOK_BACK = 200;
const EVER = Temporal.Instant.fromEpochMilliseconds(0);

/** Proposes the amount basis that the last won deals speak for, and takes it while nobody has chosen one. */
export async function adoptAmountBasis({ store, clock, ...needs }: Needs, { portalId }: { portalId: number }): Promise<void> {
  const crm = needs.crm(portalId);
  const { settings, portal } = await store.inPortal(portalId, async (tx) => ({
    settings: await tx.settings.readWhole(),
    portal: await tx.portal.read(),
  }));
  const { dealIds } = await crm.findDealsWonSince({ since: EVER, readyStages: settings.readyStages ?? [], limit: LOOK_BACK });
  const deals = await crm.readPricedDeals(dealIds);
  const timeZone = settings.timeZone ?? portal?.timeZone ?? "UTC";
  const proposal = proposeAmountBasis(deals, { settings, timeZone, homeCurrency: portal?.currency ?? "USD" });

  await store.inPortal(portalId, async (tx) => {
    const { chosen } = await tx.amountBasis.propose(proposal, clock.now());
    const current = await tx.settings.readToChange();
    if (chosen || proposal === null || proposal.basis === current.amountBasis) return;
    await tx.settings.save({ ...current, amountBasis: proposal.basis });
    const details = { before: current.amountBasis, after: proposal.basis, fitting: proposal.fitting, deals: proposal.deals };
    await tx.audit.append({ by: null, what: "amountBasis.adopted", subject: null, details });
  });
}
