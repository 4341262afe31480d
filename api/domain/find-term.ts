import type { TermFacts } from "./erp-facts.ts";
import { foldWords as fold, type Mapping } from "./mapping.ts";

/** The ERP's term for payment terms written by a person; null with the reason when there is none, or more than one. */
export type FoundTerm = { term: TermFacts } | { term: null; problem: "unknown" | "ambiguous" | "mappedGone"; candidates: string[] };

/** Finds payment terms among the active terms as finance has mapped them, else by the number of days, then by name (RULES §2). Of several with the same days the name decides, else the only one that says nothing but days ("Net 30", not "2% 10 Net 30"). */
export function findTerm(text: string, terms: readonly TermFacts[], mapped: Mapping["terms"] = []): FoundTerm {
  const active = terms.filter((term) => term.active);
  const entry = mapped.find((each) => fold(each.text) === fold(text));
  if (entry) {
    const term = active.find(({ id }) => id === entry.termId);
    return term ? { term } : { term: null, problem: "mappedGone", candidates: [] };
  }
  const days = daysIn(text);
  const byDays = days === null ? [] : active.filter((term) => term.dueDays === days);
  const byName = active.filter((term) => fold(term.name) === fold(text));
  const sole =
    byDays.length === 0 ? byName[0] : (onlyOne(byDays) ?? byDays.find((term) => byName.includes(term)) ?? onlyOne(byDays.filter(isPlain)));
  if (sole) return { term: sole };
  return { term: null, problem: byDays.length > 1 ? "ambiguous" : "unknown", candidates: byDays.map(({ name }) => name) };
}

/** "Net 30", "N30", "30 days", "30", "Due on receipt" as a number of days; null for terms that say more than that. */
function daysIn(text: string): number | null {
  const folded = fold(text);
  if (/^(due (up)?on receipt|on receipt|immediate(ly)?|due immediately)$/.test(folded)) return 0;
  const match = /^(?:net|n)? ?\/? ?(\d{1,3})(?: ?(?:days?|d))?(?: net)?$/.exec(folded);
  return match ? Number(match[1]) : null;
}

/** The name of the term says its days and nothing else, such as an early payment discount. */
function isPlain({ name, dueDays }: TermFacts): boolean {
  return daysIn(name) === dueDays;
}

function onlyOne<T>(all: readonly T[]): T | undefined {
  return all.length === 1 ? all[0] : undefined;
}
