/** ISO alpha-3 codes, which QuickBooks answers with (facts/quickbooks.md §2.1), of the countries that trade most. */
const ALPHA_3 =
  "ARE:AE ARG:AR AUS:AU AUT:AT BEL:BE BRA:BR CAN:CA CHE:CH CHN:CN CZE:CZ DEU:DE DNK:DK ESP:ES FIN:FI FRA:FR GBR:GB GRC:GR HKG:HK HUN:HU " +
  "IND:IN IRL:IE ISR:IL ITA:IT JPN:JP KOR:KR LUX:LU MEX:MX NLD:NL NOR:NO NZL:NZ POL:PL PRT:PT ROU:RO SGP:SG SWE:SE USA:US ZAF:ZA";

/** What people write besides codes and English names. */
const SPOKEN =
  "U.S.:US U.S.A.:US UNITED STATES OF AMERICA:US AMERICA:US UK:GB U.K.:GB GREAT BRITAIN:GB ENGLAND:GB HOLLAND:NL DEUTSCHLAND:DE";

const ALIASES = new Map(
  [...`${ALPHA_3} ${SPOKEN}`.matchAll(/([A-Z. ]+?):([A-Z]{2})(?: |$)/g)].map(([, name = "", code = ""]) => [name, code]),
);

const NAMES = new Map(englishNames());
const CODES = new Set(NAMES.values());

/** ISO alpha-2 code of a country written as a code, an English name or a usual short form; null if it is none of them. */
export function countryCode(text: string | null): string | null {
  const written = text?.trim().toUpperCase() ?? "";
  return ALIASES.get(written) ?? NAMES.get(written) ?? (CODES.has(written) ? written : null);
}

/** Every country by its English name, in the order of the names. */
export const COUNTRIES = [...new Map(namesOfCodes().map((country) => [country.code, country])).values()].toSorted((one, other) =>
  one.name.localeCompare(other.name, "en"),
);

function englishNames(): [name: string, code: string][] {
  return namesOfCodes().map(({ code, name }) => [name.toUpperCase(), code]);
}

function namesOfCodes(): { code: string; name: string }[] {
  const display = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("");
  const codes = letters.flatMap((first) => letters.map((second) => first + second)).filter((code) => code !== "UK");
  return codes.flatMap((code) => {
    const name = display.of(code);
    return name === undefined ? [] : [{ code, name }];
  });
}
