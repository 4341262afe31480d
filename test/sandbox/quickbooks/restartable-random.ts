import { createRandom, type Random } from "../wire/random.ts";

export type RestartableRandom = Random & { restart(seed: number): void };

/** One source of chance for the whole sandbox that can begin anew without being handed out again. */
export function restartableRandom(seed: number): RestartableRandom {
  let source = createRandom(seed);
  return {
    next: () => source.next(),
    integer: (below) => source.integer(below),
    pick: (values) => source.pick(values),
    id: (length) => source.id(length),
    restart(again) {
      source = createRandom(again);
    },
  };
}
