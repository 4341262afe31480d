import type { Link } from "../ports/links.ts";
import type { PortalTx } from "../ports/store.ts";
import { customerKey } from "./customer-key.ts";
import type { Needs } from "./needs.ts";
import { matchToSave, type seenMatch } from "./open-match.ts";

type Subject = Parameters<typeof matchToSave>[2];

/**
 * A customer was linked or made in a push. An automatic link is remembered with its reasons, so that finance sees it and can take
 * it back; what was open is open no longer. A new customer that nobody had to think about is no match.
 */
export async function noteMatch(
  tx: PortalTx,
  needs: Needs,
  { seen, ...subject }: Subject & { seen: Awaited<ReturnType<typeof seenMatch>> | null },
  link: Link,
): Promise<void> {
  const known = await tx.matches.find(customerKey(subject.connectionId, subject.sale.buyer, subject.sale.currency));
  if (link.how === "created" && !known) return;
  const row = await matchToSave(tx, needs, subject);
  const customerId = link.externalId;
  if (row.state !== "open") return tx.matches.save({ ...row, customerId });
  const state = link.how === "created" ? "new" : "linked";
  await tx.matches.save({ ...row, ...seen, state, how: "auto", customerId, decidedBy: null, decidedAt: needs.clock.now() });
  if (state === "new") return;
  const [object = "", id = ""] = link.recordId.split(":");
  await tx.audit.append({
    by: null,
    what: "match.linked",
    subject: { object, id },
    // The log is kept for ever, and the values are of people.
    details: { customerId, currency: link.currency, reasons: link.reasons.map(withoutValue) },
  });
}

/** "Same e-mail: a@b.co" → "Same e-mail". */
const withoutValue = (reason: string) => reason.replace(/:.*/, "");
