import { nextNumber } from "../company.ts";
import type { Entity } from "../entity.ts";
import { QuickBooksFault } from "../fault.ts";
import type { Kind } from "../kinds.ts";
import { otherPreference, preferencesOf } from "../preferences.ts";
import type { WriteContext } from "./write-context.ts";

/**
 * The number of a sales form: the company's own when it numbers by itself, else the one sent, else none
 * (facts/quickbooks.md §2.4). `before` is the record that is updated.
 */
export function salesNumber(context: WriteContext, kind: Kind, sent: string | undefined, before?: Entity): string | undefined {
  const { work, settings } = context;
  const preferences = preferencesOf(work.company);
  if (preferences.SalesFormsPrefs.CustomTxnNumbers) {
    if (otherPreference(preferences, "WarnDuplicateInvoiceNumber")) requireFreeNumber(context, kind, sent, before?.Id);
    return sent;
  }
  if (before?.DocNumber) return settings.docNumberWhenAutomatic === "keep" && sent ? sent : before.DocNumber;
  if (sent && settings.docNumberWhenAutomatic === "keep") return sent;
  return nextFreeNumber(context, kind);
}

/** A journal entry without a number has none, unless `include=allowautodocnum` asks for one (facts/quickbooks.md §2.8). */
export function journalNumber(context: WriteContext, sent: string | undefined, ownId?: string): string | undefined {
  const { work, include } = context;
  if (!sent) return include.has("allowautodocnum") ? nextFreeNumber(context, "JournalEntry") : undefined;
  if (otherPreference(preferencesOf(work.company), "WarnDuplicateJournalNumber")) requireFreeNumber(context, "JournalEntry", sent, ownId);
  return sent;
}

function requireFreeNumber({ work, include }: WriteContext, kind: Kind, number: string | undefined, ownId?: string): void {
  if (!number || include.has("allowduplicatedocnum")) return;
  const holder = work.numbered(kind, number, ownId);
  if (!holder) return;
  const where = `DocNumber=${number} is assigned to TxnType=${kind} with TxnId=${holder.Id}`;
  throw new QuickBooksFault(
    6140,
    `Duplicate Document Number Error : You must specify a different number. This number has already been used. ${where}`,
  );
}

function nextFreeNumber({ work }: WriteContext, kind: Kind): string {
  for (;;) {
    const number = String(nextNumber(work.company, `number of ${kind}`, 1001));
    if (!work.numbered(kind, number)) return number;
  }
}
