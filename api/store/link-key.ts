import type { LinkKey } from "../ports/links.ts";

/** The columns that `links` and `intents` begin with. */
export type LinkKeyColumns = {
  portal_id: string;
  connection_id: string;
  record_type: LinkKey["recordType"];
  record_id: string;
  currency: string;
};

/** The columns by which links and intents are found. */
export function linkKeyColumns(portalId: number, { connectionId, recordType, recordId, currency }: LinkKey) {
  return { portal_id: String(portalId), connection_id: connectionId, record_type: recordType, record_id: recordId, currency };
}
