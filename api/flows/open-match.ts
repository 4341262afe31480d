import { randomUUID } from "node:crypto";
import { addressLine, customerDifferences } from "../domain/customer-differences.ts";
import type { MatchCandidate, MatchRow } from "../domain/match-decision.ts";
import type { Sale } from "../domain/sale.ts";
import type { PortalTx } from "../ports/store.ts";
import { customerKey } from "./customer-key.ts";
import type { Needs } from "./needs.ts";
import type { Recognised } from "./recognise-customer.ts";

type Subject = { portalId: number; connectionId: string; sale: Sale; dealName: string };

/** Why the customers of merged companies are offered, whatever the buyer's own name and address find. */
export const OF_MERGED = "It was the customer of one of the companies that were merged";

/** More cannot be told apart on a screen either. */
const MOST_CANDIDATES = 10;

/** A buyer that nobody but a person can tell is put before finance, with every candidate as it was judged. */
export async function openMatch(needs: Needs, subject: Subject, recognised: Recognised): Promise<void> {
  const seen = await seenMatch(needs, subject, recognised);
  await needs.store.inPortal(subject.portalId, async (tx) => {
    const row = await matchToSave(tx, needs, subject);
    if (row.state === "open")
      await tx.matches.save({ ...row, ...seen, candidates: [...ofMerged(row, seen.candidates), ...seen.candidates] });
  });
}

/** The customers that the companies had which became this buyer, apart from those that were found anyway. */
function ofMerged({ candidates }: MatchRow, found: MatchCandidate[]): MatchCandidate[] {
  const ids = new Set(found.map(({ customerId }) => customerId));
  return candidates.filter(({ customerId, reasons }) => reasons.includes(OF_MERGED) && !ids.has(customerId));
}

/** What the screen shows of a buyer and its candidates. Asks the ERP for what the judgement did not need. */
export async function seenMatch(needs: Needs, { portalId, connectionId, sale }: Subject, { candidates, reasons }: Recognised) {
  const erp = needs.erp(portalId, connectionId);
  const terms = new Map((await erp.listTerms()).map(({ id, name }) => [id, name]));
  const shown: MatchCandidate[] = [];
  for (const { record, id, score, reasons: why, vetoes } of candidates.slice(0, MOST_CANDIDATES)) {
    shown.push({
      customerId: id,
      name: record.name,
      url: record.url,
      score,
      reasons: why,
      vetoes,
      differences: customerDifferences(sale, { ...record, terms: terms.get(record.termsId ?? "") ?? null }),
      active: record.active,
      parentName: record.parentId === null ? null : ((await erp.readCustomer(record.parentId))?.name ?? record.parentId),
    });
  }
  return { buyer: buyerShown(sale), candidates: shown, reasons };
}

function buyerShown({ buyer: { name, email, phone, domain, billing, taxId } }: Sale): MatchRow["buyer"] {
  return { name, email, phone, domain, address: addressLine(billing), taxId };
}

/** The row of the buyer as it is, or a new open one; the deal stands in it from now on. */
export async function matchToSave(tx: PortalTx, { clock }: Needs, { connectionId, sale, dealName }: Subject): Promise<MatchRow> {
  const { recordId, currency } = customerKey(connectionId, sale.buyer, sale.currency);
  const known = await tx.matches.find({ connectionId, recordType: "customer", recordId, currency });
  const row = known ?? newMatch({ connectionId, recordId, currency }, buyerShown(sale), clock.now());
  return { ...row, deals: [...row.deals.filter(({ id }) => id !== sale.dealId), { id: sale.dealId, name: dealName }] };
}

/** A buyer of whom nothing is known yet. */
export function newMatch(
  key: Pick<MatchRow, "connectionId" | "recordId" | "currency">,
  buyer: MatchRow["buyer"],
  openedAt: Temporal.Instant,
): MatchRow {
  return {
    matchId: randomUUID(),
    ...key,
    ...UNDECIDED,
    byHand: false,
    buyer,
    deals: [],
    candidates: [],
    reasons: [],
    notTheSame: [],
    openedAt,
  };
}

/** What a match says before it is decided, and when it is opened again. */
export const UNDECIDED = { state: "open", how: null, customerId: null, parentId: null, decidedBy: null, decidedAt: null } as const;
