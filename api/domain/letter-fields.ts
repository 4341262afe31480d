/** One field of what was sent, by its path ("Line[0].Amount"). `before` is what the try before had sent, where that differs. */
export type LetterField = { path: string; value: string; before: string | null };

/** Fields that say who somebody is and where they live, which is in the CRM; what is wrong with a payload is elsewhere. */
export const PERSONAL = /(Addr|Email|Phone|Mobile|Fax|GivenName|FamilyName|MiddleName|TaxIdentifier|Memo)/;
const MOST_FIELDS = 300;

/** A payload as a list that a person can read, without what is personal in it. */
export function fieldsOf(payload: unknown): Omit<LetterField, "before">[] {
  return flatten(payload, "")
    .filter(({ path }) => !PERSONAL.test(path))
    .slice(0, MOST_FIELDS);
}

/** The fields of today, each with what it was before where that was something else. */
export function compareFields(now: Omit<LetterField, "before">[], before: readonly LetterField[]): LetterField[] {
  const earlier = new Map(before.map(({ path, value }) => [path, value]));
  return now.map(({ path, value }) => {
    const was = earlier.get(path);
    return { path, value, before: was === undefined || was === value ? null : was };
  });
}

function flatten(value: unknown, path: string): { path: string; value: string }[] {
  if (Array.isArray(value)) return value.flatMap((part, index) => flatten(part, `${path}[${index}]`));
  if (value === null || typeof value !== "object") return [{ path, value: String(value) }];
  return Object.entries(value).flatMap(([name, part]) => flatten(part, path === "" ? name : `${path}.${name}`));
}
