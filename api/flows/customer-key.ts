import type { Buyer } from "../domain/sale.ts";
import type { LinkKey } from "../ports/links.ts";

/** One customer per buyer and currency (RULES §2). */
export function customerKey(connectionId: string, buyer: Buyer, currency: string): LinkKey {
  return { connectionId, recordType: "customer", recordId: recordIdOf(buyer), currency };
}

/** "company:123" or "contact:9". */
export const recordIdOf = ({ kind, recordId }: Buyer) => `${kind}:${recordId}`;
