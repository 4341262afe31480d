import type { AmountBasisProposal } from "../domain/propose-amount-basis.ts";
import type { PortalScope } from "./with-portal.ts";
import type { ComputedBasis } from "../domain/amount-basis.ts";

type AmountBasisTableRow = {
  portal_id: string;
  basis: ComputedBasis | null;
  fitting: number | null;
  deals: number | null;
  proposed_at: Temporal.Instant | null;
  chosen_at: Temporal.Instant | null;
};

/** The basis that was proposed last. */
export async function readProposal({ trx, portalId }: PortalScope): Promise<AmountBasisProposal | null> {
  const row = await trx<AmountBasisTableRow>("amount_bases").where("portal_id", portalId).first();
  if (!row || row.basis === null || row.fitting === null || row.deals === null) return null;
  return { basis: row.basis, fitting: row.fitting, deals: row.deals };
}

/** Keeps a proposal; the row stays locked to the end of the transaction. */
export async function saveProposal(
  { trx, portalId }: PortalScope,
  proposal: AmountBasisProposal | null,
  at: Temporal.Instant,
): Promise<{ chosen: boolean }> {
  const { basis = null, fitting = null, deals = null } = proposal ?? {};
  const columns = { basis, fitting, deals, proposed_at: at.toString() };
  const rows: Pick<AmountBasisTableRow, "chosen_at">[] = await trx("amount_bases")
    .insert({ portal_id: portalId, ...columns })
    .onConflict("portal_id")
    .merge(columns)
    .returning("chosen_at");
  return { chosen: rows[0]?.chosen_at != null };
}

/** Notes that a person chose. */
export async function markChosen({ trx, portalId }: PortalScope, at: Temporal.Instant): Promise<void> {
  const chosen = { chosen_at: at.toString() };
  await trx("amount_bases")
    .insert({ portal_id: portalId, ...chosen })
    .onConflict("portal_id")
    .merge(chosen);
}
