/** A company's name for comparing: `full` with its legal form as written, `base` without it (RULES §3). */
export type NormalName = { full: string; base: string };

const LEGAL_FORMS = new Set(
  (
    "inc incorporated corp corporation co company llc llp lp ltd limited plc pllc pc pty gmbh ag kg kgaa ohg ug ev se sa sas sarl sasu spa srl sl slu " +
    "bv nv vof ab as asa aps oy oyj kk gk yk pte bhd sdn pvt private doo sro spzoo zoo kft zrt ltda lda eireli cv"
  ).split(" "),
);

/** NFKC, case folded, without accents, & as "and", punctuation off, spaces collapsed; the legal form split off and kept. */
export function normalName(name: string): NormalName {
  const words = fold(name).split(" ");
  const full = words.join(" ");
  while (words.length > 1 && isLegalForm(words)) words.pop();
  return { full, base: words.join(" ") };
}

/** Likeness of two folded texts from 0 to 1 by shared trigrams, counted as PostgreSQL's pg_trgm counts them. */
export function trigramLikeness(one: string, other: string): number {
  const [a, b] = [trigrams(one), trigrams(other)];
  const shared = [...a].filter((gram) => b.has(gram)).length;
  return shared === 0 ? 0 : shared / (a.size + b.size - shared);
}

/** The digits of a name: "Store 12" and "Store 14" are two places, however alike they read. */
export function digitsOf(name: string): string {
  return (name.match(/\d+/g) ?? []).join(" ");
}

/** The last word is a legal form, or the "and" that stands between two of them ("GmbH & Co. KG"). */
function isLegalForm(words: readonly string[]): boolean {
  const [before = "", last = ""] = words.slice(-2);
  return LEGAL_FORMS.has(last) || (last === "and" && LEGAL_FORMS.has(before));
}

function fold(name: string): string {
  const unaccented = name.normalize("NFKC").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss");
  // dots inside "L.L.C." or "S.A." join letters, all other punctuation parts words
  const joined = unaccented
    .replace(/\b(\p{L})\.(?=\p{L}\b)/gu, "$1")
    .replaceAll("'", "")
    .replaceAll("’", "");
  return joined
    .replaceAll("&", " and ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
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
