/** Our properties on a record of the CRM; null is empty. */
export type Values = Record<string, string | null>;

/** What is not as it was last written, so that no write says what is there already. */
export function changedValues(before: Values | null, now: Values): Values {
  return Object.fromEntries(Object.entries(now).filter(([name, value]) => (before?.[name] ?? null) !== value));
}
