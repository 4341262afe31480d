import type { DuplicateStore } from "../ports/duplicates.ts";
import type { PortalScope } from "./with-portal.ts";

type DismissedDuplicateTableRow = {
  portal_id: string;
  deal_id: string;
  /** "order:12" */
  document: string;
  user_id: string;
  user_email: string | null;
  dismissed_at: Temporal.Instant;
};

/** The documents that finance has said are not this deal's sale. */
export async function listDismissed({ trx, portalId }: PortalScope, dealId: string): Promise<string[]> {
  const rows = await trx<DismissedDuplicateTableRow>("dismissed_duplicates")
    .where({ portal_id: String(portalId), deal_id: dealId })
    .orderBy("document")
    .select("document");
  return rows.map(({ document }) => document);
}

/** Remembers who said so, and when; the first decision stays. */
export async function dismissDuplicates(
  { trx, portalId }: PortalScope,
  { dealId, documents, by, at }: Parameters<DuplicateStore["dismiss"]>[0],
): Promise<void> {
  if (documents.length === 0) return;
  const said = { portal_id: portalId, deal_id: dealId, user_id: by.userId, user_email: by.email, dismissed_at: at.toString() };
  await trx("dismissed_duplicates")
    .insert(documents.map((document) => ({ ...said, document })))
    .onConflict(["portal_id", "deal_id", "document"])
    .ignore();
}
