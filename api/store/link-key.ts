import type { LinkKey } from "../ports/store.ts";

/** The columns by which links and intents are found. */
export function linkKeyColumns(portalId: number, { connectionId, recordType, recordId, currency }: LinkKey) {
  return { portal_id: String(portalId), connection_id: connectionId, record_type: recordType, record_id: recordId, currency };
}
