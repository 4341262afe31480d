const MAX_DOCUMENT_NUMBER = 21;

/** What we leave on an order so that it can be found again: "HS-987". It fits a document number (facts/quickbooks.md §2.1). */
export function orderMarker(dealId: string): string {
  return documentNumber(`HS-${dealId}`);
}

/** What we leave on a customer, by the CRM record ("company:123"): "HS-company-123". */
export function customerMarker(recordId: string): string {
  return `HS-${recordId.replaceAll(":", "-")}`;
}

/** Checks that a number fits the ERP's limit of 21 characters. A longer one is a bug, since cutting it would make two orders one. */
export function documentNumber(text: string): string {
  if (text.length > MAX_DOCUMENT_NUMBER) throw new Error(`Bug! The document number ${text} is longer than ${MAX_DOCUMENT_NUMBER}`);
  return text;
}

/** Whether a line of a note is a marker of ours, as `orderMarker` and `customerMarker` make them. */
export function isMarker(line: string): boolean {
  return /^HS(-[a-z]+)?(-\d+)+$/.test(line);
}
