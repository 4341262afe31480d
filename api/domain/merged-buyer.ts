import type { DealCompany } from "./deal.ts";
import type { Sale } from "./sale.ts";

/** A sale that was frozen before its company was merged with another is sold to the company that came of it, whose customer that one's is now. */
export function soldToMerged(frozen: Sale, companies: readonly DealCompany[]): Sale {
  const { buyer } = frozen;
  const merged = companies.find(({ mergedIds = [] }) => buyer.kind === "company" && mergedIds.includes(buyer.recordId));
  return merged ? { ...frozen, buyer: { ...buyer, recordId: merged.id } } : frozen;
}
