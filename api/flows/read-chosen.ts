import type { DealRow } from "../ports/deals.ts";
import type { Needs } from "./needs.ts";

/** What a person chose for the next try of a deal, in the place of what we would take. */
export function readChosen({ store }: Needs, portalId: number, dealId: string): Promise<DealRow["chosen"]> {
  return store.inPortal(portalId, async (tx) => (await tx.deals.read(dealId))?.chosen ?? {});
}
