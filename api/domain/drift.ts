import { sayAmount } from "./money.ts";
import { errorFinding, warningFinding, type Finding } from "./finding.ts";

/** What became of a document that we made or that belongs to an order of ours, after it was made. Dates and terms are only mirrored (RULES §4). */
type DriftWhat = "amount" | "voided" | "deleted";
type DriftState = "open" | "accepted" | "ignored" | "healed";

/** What finance has to know of it: lines without tax in minor units, as it was agreed and as it is found; null: it is gone. */
export type DriftFacts = { what: DriftWhat; agreed: bigint; found: bigint | null; state: DriftState };

/** A document as it stands: null when it is gone. */
export type Standing = { amount: bigint; voided: boolean } | null;

/**
 * What the document's drift becomes now that it was seen again; null where nothing changes. What finance accepted is what is
 * agreed from then on; what it ignored is asked again once the document is yet another. `made` is what it was made over.
 */
export function nextDrift(before: DriftFacts | null, made: bigint, now: Standing): DriftFacts | null {
  const agreed = agreedAmount(before, made);
  const what = whatOf(agreed, now);
  const found = now?.amount ?? null;
  if (before && before.state !== "healed" && what === before.what && found === before.found) return null;
  if (what !== null) return { what, agreed, found, state: "open" };
  return before && before.state !== "healed" && !isAcceptedAmount(before) ? { ...before, state: "healed" } : null;
}

/** What is agreed of a document by now: what it was made over, or what finance has accepted since. */
export function agreedAmount(drift: DriftFacts | null, made: bigint): bigint {
  return drift && isAcceptedAmount(drift) ? drift.found : (drift?.agreed ?? made);
}

function isAcceptedAmount(drift: DriftFacts): drift is DriftFacts & { found: bigint } {
  return drift.state === "accepted" && drift.what === "amount" && drift.found !== null;
}

function whatOf(agreed: bigint, now: Standing): DriftWhat | null {
  if (now === null) return "deleted";
  if (now.voided) return "voided";
  return now.amount === agreed ? null : "amount";
}

type Document = DriftFacts & { kind: "order" | "invoice"; number: string | null; externalId: string; currency: string };

/** What the deal's card says of it while nobody has decided. */
export function driftFinding(drift: Document): Finding {
  const code = { amount: "invoiceDiffers", voided: "invoiceVoided", deleted: "invoiceDeleted" }[drift.what];
  return warningFinding(code, "finance", `${sayDrift(drift)} Finance accepts it or puts it aside.`);
}

/** The order is over another amount than it was made over, as a finding: an error until finance has decided. */
export function orderDiffers(drift: Pick<Document, "agreed" | "found" | "currency">, decided: boolean): Finding {
  const say = (amount: bigint | null) => sayAmount(amount ?? 0n, drift.currency);
  const facts = `The order in QuickBooks is over ${say(drift.found)}, the sale over ${say(drift.agreed)}.`;
  return decided
    ? warningFinding("orderDiffers", "finance", `${facts} Finance has put this aside.`)
    : errorFinding(
        "orderDiffers",
        "finance",
        `${facts} Finance accepts it or puts it aside, or somebody corrects the order in QuickBooks.`,
      );
}

function sayDrift({ kind, number, externalId, what, agreed, found, currency }: Document): string {
  const document = `The ${kind} ${number ?? externalId}`;
  if (what === "deleted") return `${document} over ${sayAmount(agreed, currency)} was deleted in QuickBooks.`;
  if (what === "voided") return `${document} over ${sayAmount(agreed, currency)} was voided in QuickBooks.`;
  return `${document} was changed in QuickBooks from ${sayAmount(agreed, currency)} to ${sayAmount(found ?? 0n, currency)}.`;
}
