/** What a person wrote in a field, trimmed; null for a blank one, since the CRM answers a cleared field with empty text. */
export function written(text: string | null): string | null {
  const trimmed = text?.trim() ?? "";
  return trimmed === "" ? null : trimmed;
}
