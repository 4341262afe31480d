import { UNREADABLE_RECORD, type UnreadRecord } from "../ports/erp-pages.ts";
import type { NewLetter } from "../ports/dead-letters.ts";
import type { Job } from "../ports/queue.ts";
import type { PortalTx } from "../ports/store.ts";
import type { Needs } from "./needs.ts";

/**
 * Records that cannot be read are left as the mirror knows them, and each has a dead letter. They are read again when they
 * change, with the company as a whole, and by whoever presses Retry.
 */
export async function setRecordsAside(
  tx: PortalTx,
  connectionId: string,
  unread: readonly UnreadRecord[],
  at: Temporal.Instant,
): Promise<void> {
  for (const record of unread) await tx.deadLetters.buryFound(letterOf(record, rereading(tx.portalId, connectionId, record)), at);
}

/** Records that could be read after all, or are gone, wait for nobody any more. */
export async function takeBack(
  tx: PortalTx,
  connectionId: string,
  settled: readonly Pick<UnreadRecord, "kind" | "id">[],
  at: Temporal.Instant,
): Promise<void> {
  const keys = new Set(settled.map(({ kind, id }) => `${kind} ${id}`));
  for (const { kind, record, job } of await tx.deadLetters.withCode([UNREADABLE_RECORD])) {
    const isOfCompany = job !== null && "connectionId" in job.data && job.data.connectionId === connectionId;
    if (isOfCompany && keys.has(`${record.object} ${record.id}`)) await tx.deadLetters.heal(kind, record, at);
  }
}

/** Notes in the log which records could not be read, and which fields of them. */
export async function noteUnread({ journal }: Needs, portalId: number, unread: readonly UnreadRecord[]): Promise<void> {
  const steps = unread.map(({ kind, id, fields }) => ({
    ...({ what: "mirror.setAside", outcome: "failed", code: UNREADABLE_RECORD } as const),
    ...{ record: { object: kind, id }, details: { fields } },
  }));
  if (steps.length > 0) await journal.note(portalId, ...steps);
}

function rereading(portalId: number, connectionId: string, { kind, id }: Pick<UnreadRecord, "kind" | "id">): Job {
  return kind === "customer"
    ? { name: "mirror-customer", data: { portalId, connectionId, customerId: id } }
    : { name: "mirror-document", data: { portalId, connectionId, kind, externalId: id } };
}

const WORDS: Record<UnreadRecord["kind"], string> = {
  item: "an item",
  order: "an estimate",
  invoice: "an invoice",
  payment: "a payment",
  creditMemo: "a credit memo",
  customer: "a customer",
};

/** What people are told of a record that cannot be read. */
export function unreadWords({ kind, id, fields }: UnreadRecord): string {
  return `QuickBooks holds ${WORDS[kind]} that Tieout cannot read (id ${id}: ${fields.join(", ")}). It stays out, or as it was known; all others are taken in. It is read again when somebody saves it in QuickBooks.`;
}

function letterOf(unread: UnreadRecord, job: Job): NewLetter {
  return {
    ...{ kind: job.name, record: { object: unread.kind, id: unread.id }, code: UNREADABLE_RECORD, cause: UNREADABLE_RECORD, job },
    ...{ message: unreadWords(unread), fixBy: "admin", sent: [], money: null },
  };
}
