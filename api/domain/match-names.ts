import { trigramLikeness, type NameForm } from "./normal-name.ts";

/** What the names say: points of the group (RULES §3), the reason in words, and what about the names forbids an automatic link. */
export type NameVerdict = { points: number; reason: string | null; vetoes: string[] };

type Pair = { here: NameForm; there: NameForm; points: number; reason: string };

/** Compares every form of one name with every form of the other; the best pair counts. */
export function compareNames(here: readonly NameForm[], there: readonly NameForm[]): NameVerdict {
  const pairs = here.flatMap((one) => there.map((other) => judgePair(one, other))).filter((pair) => pair !== null);
  const best = pairs.toSorted((a, b) => b.points - a.points)[0];
  if (!best)
    return { points: 0, reason: null, vetoes: ["The names do not agree", marksVeto(here[0], there[0])].filter((veto) => veto !== null) };
  // A store's number may stand in the display name alone, which comes first.
  const marks = marksVeto(best.here, best.there) ?? marksVeto(here[0], there[0]);
  const vetoes = [legalFormVeto(here, there), marks, tradeNameVeto(pairs)].filter((veto) => veto !== null);
  return { points: best.points, reason: best.reason, vetoes };
}

function judgePair(here: NameForm, there: NameForm): Pair | null {
  const pair = (points: number, reason: string): Pair => ({ here, there, points, reason });
  if (here.base === there.base) {
    const how = [here, there].some(({ kind }) => kind === "trade") ? "Same trade name" : "Same name";
    if (here.kind === "latin" || there.kind === "latin") return pair(30, "Same name in another script");
    return here.form === there.form ? pair(40, how) : pair(30, `${how} but for the legal form`);
  }
  const likeness = trigramLikeness(here.base, there.base);
  if (likeness >= 0.9) return pair(20, `Very similar name (${percent(likeness)})`);
  return likeness >= 0.8 ? pair(10, `Similar name (${percent(likeness)})`) : null;
}

const percent = (likeness: number) => `${Math.floor(likeness * 100)} %`;

/** Both say what they are, and nothing that one says is what the other says: an Inc and an LLC are two companies. */
function legalFormVeto(here: readonly NameForm[], there: readonly NameForm[]): string | null {
  const [a, b] = [formsOf(here), formsOf(there)];
  if (a.length === 0 || b.length === 0 || a.some((form) => b.includes(form))) return null;
  return `Different legal forms: ${a.join(", ")} here, ${b.join(", ")} there`;
}

const formsOf = (names: readonly NameForm[]) => [...new Set(names.map(({ form }) => form).filter((form) => form !== ""))];

/** "Store 12" and "Store 14" are two places. */
function marksVeto(here: NameForm | undefined, there: NameForm | undefined): string | null {
  if (!here || !there || here.marks === there.marks) return null;
  return `Different numbers or places in the name: ${here.marks || "none"} here, ${there.marks || "none"} there`;
}

/** Franchisees share the name over the door, and nothing else. */
function tradeNameVeto(pairs: readonly Pair[]): string | null {
  const isOwn = ({ here, there }: Pair) => here.kind !== "trade" || there.kind !== "trade";
  return pairs.some(isOwn) ? null : "Only the trade names agree";
}
