/** Our properties on a record of the CRM; null is empty. */
export type Values = Record<string, string | null>;

/** What is not as it was last written, so that no write says what is there already. */
export function changedValues(before: Values | null, now: Values): Values {
  return Object.fromEntries(Object.entries(now).filter(([name, value]) => (before?.[name] ?? null) !== value));
}

/** What stands in the CRM while it is told of these changes: of them nobody knows until it has answered, so that whatever comes of the call they are written again. */
export function whileToldOf(changed: Values, before: Values | null): Values {
  return { ...before, ...Object.fromEntries(Object.keys(changed).map((name) => [name, ""])) };
}
