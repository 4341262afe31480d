import { isSameValue } from "./same-value.ts";
import { isBlank, SYNC_FIELDS, type FieldRule, type FieldValue, type Side, type SyncField } from "./sync-fields.ts";

/** What both sides held when they last agreed, or when a person last said that both may stay. */
export type SyncedPair = Record<Side, FieldValue>;

/** Why a person has to say which value is right. */
export type ConflictReason = "neverAgreed" | "bothChanged" | "changedTogether" | "notOfRecord" | "cleared" | "oneWay" | "readOnlyThere";

/** What is to be done about a field. `compareTimes`: the rule needs to know when each side changed. */
export type FieldOutcome =
  | { do: "nothing" }
  | { do: "remember" }
  | { do: "write"; to: Side }
  | { do: "keepBoth" }
  | { do: "compareTimes" }
  | { do: "ask"; why: ConflictReason };

/** A field of one buyer on both sides, with what they agreed on last and what may be done. */
export type FieldSubject = Record<Side, FieldValue> & {
  field: SyncField;
  synced: SyncedPair | null;
  rule: FieldRule;
  /** The buyer has had an order. */
  ordered: boolean;
  /** Where the settings let us write. */
  open: Record<Side, boolean>;
  /** When each side came to hold what it holds; null as long as nobody has looked. */
  changedAt: Record<Side, Temporal.Instant | null> | null;
  /** What a person decided about these very values. */
  chosen: (SyncedPair & { side: Side | "both" }) | null;
  homeCountry: string;
};

/** Changes that are nearer to each other than this are a conflict (RULES §8). */
const TOGETHER_SECONDS = 5 * 60;
const OTHER: Record<Side, Side> = { hubspot: "quickbooks", quickbooks: "hubspot" };

/**
 * Three-way: what HubSpot says, what QuickBooks says, and what both said last. A lone change on the side of record goes over;
 * a blank is filled from it. Everything else by which something that a person wrote would be lost is asked (RULES §8).
 */
export function reconcileField(subject: FieldSubject): FieldOutcome {
  const { field, hubspot, quickbooks, synced, chosen, homeCountry } = subject;
  const isSame = (one: FieldValue, other: FieldValue) => isSameValue(field, one, other, homeCountry);
  if (isSame(hubspot, quickbooks)) {
    return synced && isSame(synced.hubspot, hubspot) && isSame(synced.quickbooks, quickbooks) ? { do: "nothing" } : { do: "remember" };
  }
  if (chosen && isSame(chosen.hubspot, hubspot) && isSame(chosen.quickbooks, quickbooks)) {
    return chosen.side === "both" ? { do: "keepBoth" } : { do: "write", to: OTHER[chosen.side] };
  }
  if (!synced) return firstTime(subject);
  const changed = { hubspot: !isSame(synced.hubspot, hubspot), quickbooks: !isSame(synced.quickbooks, quickbooks) };
  if (changed.hubspot && changed.quickbooks) return bothChanged(subject);
  if (!changed.hubspot && !changed.quickbooks) return { do: "nothing" };
  const from = changed.hubspot ? "hubspot" : "quickbooks";
  return recordSide(subject, from) === from ? goOver(subject, from) : { do: "ask", why: "notOfRecord" };
}

/** Two that never agreed: the blank one is filled from the side of record, and of two values none is thrown away. */
function firstTime(subject: FieldSubject): FieldOutcome {
  const filled = isBlank(subject.hubspot) ? "quickbooks" : isBlank(subject.quickbooks) ? "hubspot" : null;
  if (filled === null) return { do: "ask", why: "neverAgreed" };
  const isRecord = recordSide(subject, filled) === filled;
  return isRecord && subject.open[OTHER[filled]] && !isReadOnly(subject, OTHER[filled])
    ? { do: "write", to: OTHER[filled] }
    : { do: "nothing" };
}

function bothChanged(subject: FieldSubject): FieldOutcome {
  if (subject.rule !== "latest") return { do: "ask", why: "bothChanged" };
  if (!subject.changedAt) return { do: "compareTimes" };
  const { hubspot, quickbooks } = subject.changedAt;
  if (!hubspot || !quickbooks) return { do: "ask", why: "bothChanged" };
  const seconds = hubspot.since(quickbooks).total("seconds");
  if (Math.abs(seconds) < TOGETHER_SECONDS) return { do: "ask", why: "changedTogether" };
  return goOver(subject, seconds > 0 ? "hubspot" : "quickbooks");
}

/** What was changed goes over, unless that would empty the other side or may not be written there. */
function goOver(subject: FieldSubject, from: Side): FieldOutcome {
  if (isBlank(subject[from])) return { do: "ask", why: "cleared" };
  const to = OTHER[from];
  if (isReadOnly(subject, to)) return { do: "ask", why: "readOnlyThere" };
  return subject.open[to] ? { do: "write", to } : { do: "ask", why: "oneWay" };
}

const isReadOnly = ({ field }: FieldSubject, side: Side) => SYNC_FIELDS[field].readOnlyIn === side;

/** `changed` is the side that is right where whoever changed last is. */
function recordSide({ rule, ordered }: FieldSubject, changed: Side): Side {
  if (rule === "latest") return changed;
  if (rule === "hubspot-until-first-order-then-quickbooks") return ordered ? "quickbooks" : "hubspot";
  return rule;
}
