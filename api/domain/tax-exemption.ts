/** Why a US customer pays no sales tax, by the number that QuickBooks demands under automated sales tax (facts/quickbooks.md §2.2). */
export const TAX_EXEMPTION_REASONS: Readonly<Record<string, string>> = {
  1: "Federal government",
  2: "State government",
  3: "Local government",
  4: "Tribal government",
  5: "Charitable organization",
  6: "Religious organization",
  7: "Educational organization",
  8: "Hospital",
  9: "Resale",
  10: "Direct pay permit",
  11: "Multiple points of use",
  12: "Direct mail",
  13: "Agricultural production",
  14: "Industrial production or manufacturing",
  15: "Foreign diplomat",
};

/** The reason whose tax id is a resale certificate. */
export const RESALE = "9";

/** The number of a reason written by a person, as its number or its name; null for anything else. */
export function exemptionReason(text: string | null): string | null {
  const written = text?.trim().toLowerCase() ?? "";
  const found = Object.entries(TAX_EXEMPTION_REASONS).find(([number, name]) => written === number || written === name.toLowerCase());
  return found?.[0] ?? null;
}
