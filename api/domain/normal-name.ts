import anyAscii from "any-ascii";
import { ATTACHED, splitLegalForm } from "./legal-forms.ts";

/**
 * One form of a company's name for comparing (RULES §3): `base` without its legal form, `form` that legal form ("" when it has
 * none), `marks` what tells branches apart. `own` is the name itself, `trade` what stands behind "dba", `latin` another script's
 * sound in Latin letters.
 */
export type NameForm = { base: string; form: string; marks: string; kind: "own" | "trade" | "latin" };

/** All forms of a name. Empty when nothing is left of it. */
export function nameForms(name: string): NameForm[] {
  const [own = "", ...trade] = name.normalize("NFKC").split(SECOND_NAME);
  const forms = [formOf(own, "own"), ...trade.map((each) => formOf(each, "trade"))].filter(({ base }) => base !== "");
  const latin = forms.filter(({ base }) => /[^\p{Script=Latin}\p{N}\s]/u.test(base));
  return [...forms, ...latin.map(({ base, form }) => ({ ...formOf(anyAscii(base), "latin"), form }))];
}

/** "Doing business as", "trading as", and what a company was called before, as people write them. */
const SECOND_NAME =
  /(?:^|[\s,;(-])(?:d\/b\/a|d\.b\.a\.?|dba|doing business as|t\/a|trading as|o\/a|operating as|a\/k\/a|aka|also known as|f\/k\/a|fka|formerly known as|formerly)[\s:.]+/iu;

function formOf(name: string, kind: NameForm["kind"]): NameForm {
  const { base, form } = splitLegalForm(words(name));
  const named = base.length > 1 && base[0] === "the" ? base.slice(1) : base;
  return { base: named.join(" "), form, marks: marksOf(named), kind };
}

/** Folded text: NFKC, lower case, without accents, & as "and", punctuation off, spaces collapsed. */
export function foldText(text: string): string {
  const unaccented = text
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, (mark) => (KANA_MARKS.has(mark) ? mark : ""))
    .normalize("NFC")
    .replace(/[ßæœøłđðþı]/g, (letter) => UNACCENTED[letter] ?? letter);
  return unaccented
    .replace(/['’`´]/g, "")
    .replaceAll("&", " and ")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
}

/** Voicing in Japanese is written as a mark, but is another letter. */
const KANA_MARKS = new Set(["\u3099", "\u309a"]);
const UNACCENTED: Record<string, string> = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };

/** The words of a folded name; letters that stand alone beside each other are one word: "L.L.C.", "J. P. Morgan", "A/S". */
function words(name: string): string[] {
  const folded = foldText(name.normalize("NFKC").replace(ATTACHED, " $1 "));
  return folded
    .replace(/(?<=(?:^|\s)[a-z]) (?=[a-z](?:\s|$))/g, "")
    .split(" ")
    .filter(Boolean);
}

const NUMBER_WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");
const ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(" ");
const ROMAN = new Map(
  ["ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii"].map((roman, i) => [roman, [2, 3, 4, 6, 7, 8, 9, 11, 12][i]]),
);
const COMPASS = new Set("north south east west northeast northwest southeast southwest northern southern eastern western".split(" "));

/** Numbers, ordinals, points of the compass and a single letter at the end: "Store 12" and "Store 14" are two places. */
function marksOf(base: readonly string[]): string {
  return base.flatMap((word, index) => markOf(word, index > 0 && index === base.length - 1)).join(" ");
}

function markOf(word: string, last: boolean): string[] {
  const digits = word.match(/\d+/g)?.map((each) => String(BigInt(each)));
  if (digits) return digits;
  const number = Math.max(NUMBER_WORDS.indexOf(word), ORDINALS.indexOf(word));
  if (number >= 0) return [String(number)];
  const roman = ROMAN.get(word);
  if (roman !== undefined) return [String(roman)];
  if (COMPASS.has(word)) return [word.replace(/ern$/, "")];
  return last && /^[a-z]$/.test(word) ? [word] : [];
}

/** Likeness of two folded texts from 0 to 1 by shared trigrams, counted as PostgreSQL's pg_trgm counts them. */
export function trigramLikeness(one: string, other: string): number {
  const [a, b] = [trigrams(one), trigrams(other)];
  const shared = [...a].filter((gram) => b.has(gram)).length;
  return shared === 0 ? 0 : shared / (a.size + b.size - shared);
}

function trigrams(text: string): Set<string> {
  const grams = text
    .split(" ")
    .filter(Boolean)
    .flatMap((word) => {
      const padded = `  ${word} `;
      return Array.from({ length: padded.length - 2 }, (_, i) => padded.slice(i, i + 3));
    });
  return new Set(grams);
}
