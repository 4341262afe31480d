/** A repeatable source of chance (mulberry32): the same seed gives the same run. */
export type Random = { next(): number; integer(below: number): number; pick<T>(values: readonly T[]): T; id(length: number): string };

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (below: number) => Math.floor(next() * below);
  return {
    next,
    integer,
    pick: (values) => values[integer(values.length)]!,
    id: (length) => Array.from({ length }, () => integer(16).toString(16)).join(""),
  };
}
