import type { LinkKey } from "../ports/links.ts";
import type { PortalScope } from "./with-portal.ts";

type Move = { recordType: LinkKey["recordType"]; from: string; to: string };

/**
 * What is linked to one record of the CRM, and what was sent for it, is the other's from now on, unless that one has its own.
 * Answers how many links and intents went over.
 */
export async function repointRecord({ trx, portalId }: PortalScope, { recordType, from, to }: Move): Promise<number> {
  let moved = 0;
  // Intents first: a link that went over would count as the other's own.
  for (const [table, own] of [
    ["intents", ["intents", "links"]],
    ["links", ["links"]],
  ] as const) {
    const query = trx(table).where({ portal_id: portalId, record_type: recordType, record_id: from });
    for (const each of own) query.whereNotExists(ownOf(trx, each, table, to));
    moved += await query.update({ record_id: to });
  }
  return moved;
}

/** A row of the same company, kind and currency that belongs to the record already. */
function ownOf(trx: PortalScope["trx"], own: string, table: string, to: string) {
  const same = ["portal_id", "connection_id", "record_type", "currency"].map((column) => `own.${column} = ${table}.${column}`);
  return trx(`${own} as own`)
    .select(trx.raw("1"))
    .whereRaw(`${same.join(" and ")} and own.record_id = ?`, [to]);
}
