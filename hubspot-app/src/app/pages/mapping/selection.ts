/** The selection with these keys in it, or without them. */
export function withKeys(selected: ReadonlySet<string>, keys: string[], on: boolean): ReadonlySet<string> {
  return on ? new Set([...selected, ...keys]) : new Set([...selected].filter((key) => !keys.includes(key)));
}

/** True when there are keys and every one is selected. */
export function areAllIn(keys: string[], selected: ReadonlySet<string>): boolean {
  return keys.length > 0 && keys.every((key) => selected.has(key));
}
