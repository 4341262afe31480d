const MAX_LENGTH = 500;

/**
 * A name as the ERP takes it for display: without colon, tab and line break, spaces collapsed, at most 500 characters
 * (facts/quickbooks.md §2.2).
 */
export function customerName(name: string): string {
  return fit(clean(name), "");
}

/** The name for a buyer that is new while somebody else holds its name: "Acme Inc (HS 123)". */
export function customerNameWithId(name: string, recordId: string): string {
  return fit(clean(name), ` (HS ${recordId})`);
}

/** The name of the twin for a second currency, since a customer has one currency for ever: "Acme Inc EUR". */
export function customerNameInCurrency(name: string, currency: string): string {
  return fit(clean(name), ` ${currency}`);
}

function clean(name: string): string {
  return name
    .replace(/[:\p{Cc}\u2028\u2029]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** Cuts by code units, as length limits count, but never through a character; the suffix is kept whole. */
function fit(name: string, suffix: string): string {
  let cut = "";
  for (const { segment } of new Intl.Segmenter().segment(name)) {
    if (cut.length + segment.length + suffix.length > MAX_LENGTH) break;
    cut += segment;
  }
  return cut.trimEnd() + suffix;
}
