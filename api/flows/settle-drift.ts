import type { Finding } from "../domain/finding.ts";
import type { DealRow } from "../ports/deals.ts";
import { saidBesides, saidOfOrder, standingOf } from "./drift-of-deal.ts";
import type { Needs } from "./needs.ts";
import { queuePush } from "./queue-push.ts";
import { statusOf, type DealStatus } from "./read-status.ts";

/**
 * A pushed deal whose order has drifted, is held or is gone says so, and waits for finance where that is asked. It is looked at
 * anew where the order is again what it was or yet another, and where it is gone: a deal that was merged may have another.
 */
export async function settleDrift({ store }: Needs, portalId: number, dealId: string): Promise<void> {
  await store.inPortal(portalId, async (tx) => {
    const status = await statusOf(tx, dealId);
    const { row } = status;
    if (!row?.pushedAt) return;
    const standing = standingOf(status);
    const stands = row.state === "pushed" || row.state === "changed";
    if (standing && stands) await tx.deals.save(dealId, takenIn(row, standing));
    if (isNewlyGone(status, row, stands) || (standing && stands ? false : saysOther(row, standing))) await queuePush(tx, dealId, "sweep");
  });
}

/** A deal that was changed stays so where its order only has something to say. */
function takenIn(row: DealRow, standing: Partial<DealRow>): Partial<DealRow> {
  const findings = [...(standing.findings ?? []), ...saidBesides(row)];
  return standing.state === "pushed" ? { findings } : { ...standing, findings };
}

function isNewlyGone({ order }: DealStatus, row: DealRow, stands: boolean): boolean {
  const saysGone = row.findings.some(({ code }) => code === "orderDeleted");
  return order?.status === "deleted" && (stands || (row.state === "needsReview" && !saysGone));
}

/** What the deal says of its order is not so any more. */
function saysOther(row: DealRow, standing: Partial<DealRow> | null): boolean {
  const said = saidOfOrder(row);
  return said.length > 0 && wordsOf(said) !== wordsOf(standing?.findings ?? []);
}

const wordsOf = (findings: readonly Finding[]) => findings.map(({ message }) => message).join("\n");
