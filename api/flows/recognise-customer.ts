import { customerMarker } from "../domain/marker.ts";
import type { Finding } from "../domain/finding.ts";
import { matchCustomer, type CustomerMatch } from "../domain/match-customer.ts";
import type { Buyer, Sale } from "../domain/sale.ts";
import type { ErpCustomer } from "../ports/erp.ts";
import type { LinkKey } from "../ports/store.ts";
import type { Needs } from "./needs.ts";

/** Which customer a buyer is. `record` is null when it is new or ambiguous. */
export type Recognised = { match: "linked" | "found" | "new" | "ambiguous"; record: ErpCustomer | null; reasons: string[] };

type Subject = { portalId: number; connectionId: string; sale: Sale };

/** The buyer's customer: linked before, our own by its marker, surely the same, clearly new, or for a person to decide. Reads only. */
export async function recogniseCustomer(needs: Needs, { portalId, connectionId, sale }: Subject): Promise<Recognised> {
  const { buyer, currency } = sale;
  const erp = needs.erp(portalId, connectionId);
  const link = await needs.store.inPortal(portalId, (tx) => tx.links.find(customerKey(connectionId, buyer, currency)));
  const linked = link && (await erp.readCustomer(link.externalId));
  if (linked) return { match: "linked", record: linked, reasons: link.reasons };

  const candidates = await withoutThoseOfOthers(needs, portalId, connectionId, await erp.findCustomerCandidates(buyer));
  const ours = candidates.find(
    (candidate) => candidate.markers.includes(customerMarker(recordIdOf(buyer))) && candidate.currency === currency,
  );
  if (ours) return { match: "found", record: ours, reasons: ["it carries our own marker"] };
  return recognised(matchCustomer(buyer, candidates, currency), candidates);
}

/** A customer that another buyer is linked to is not this buyer's (RULES §3, veto). */
function withoutThoseOfOthers(needs: Needs, portalId: number, connectionId: string, candidates: ErpCustomer[]): Promise<ErpCustomer[]> {
  return needs.store.inPortal(portalId, async (tx) => {
    const free: ErpCustomer[] = [];
    for (const candidate of candidates) {
      if (!(await tx.links.findByExternal(connectionId, "customer", candidate.id))) free.push(candidate);
    }
    return free;
  });
}

function recognised(match: CustomerMatch, candidates: ErpCustomer[]): Recognised {
  switch (match.match) {
    case "found":
      return { match: "found", record: candidates.find(({ id }) => id === match.id) ?? null, reasons: match.reasons };
    case "new":
      return { match: "new", record: null, reasons: [] };
    case "ambiguous":
      return { match: "ambiguous", record: null, reasons: match.reasons };
  }
}

/** One customer per buyer and currency (RULES §2). */
export function customerKey(connectionId: string, buyer: Buyer, currency: string): LinkKey {
  return { connectionId, recordType: "customer", recordId: recordIdOf(buyer), currency };
}

/** "company:123" or "contact:9". */
export const recordIdOf = ({ kind, recordId }: Buyer) => `${kind}:${recordId}`;

/** What finance has to decide when the buyer cannot be told from the customers there are. */
export function unclearCustomer(buyer: Buyer, reasons: string[]): Finding {
  return {
    code: "customerUnclear",
    level: "error",
    message: `QuickBooks has customers that may be ${buyer.name}, but it is not certain: ${reasons.join("; ")}. Finance decides which one it is.`,
    fixBy: "finance",
    where: { object: buyer.kind, id: buyer.recordId },
  };
}
