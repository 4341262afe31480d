import type { Conflict } from "../../api/ports/field-sync.ts";
import type { LinkKey } from "../../api/ports/links.ts";

export const buyerKey = (connectionId: string, recordId = "company:9"): LinkKey => ({
  connectionId,
  recordType: "customer",
  recordId,
  currency: "USD",
});

/** Both phones were changed. */
export function sampleConflict(connectionId: string, changes: Partial<Conflict> = {}): Conflict {
  return {
    ...{ connectionId, recordId: "company:9", currency: "USD", field: "phone", buyer: "Initech Inc", kind: "conflict", why: "bothChanged" },
    hubspot: { phone: "2" },
    quickbooks: { phone: "3" },
    synced: { hubspot: { phone: "1" }, quickbooks: { phone: "1" } },
    ...{ hubspotAt: null, hubspotBy: null, quickbooksAt: null },
    ...changes,
  };
}
