/** A proof runs the very tests that `npm test` takes a sample of, and then they run whole. */
export const WHOLE = process.env["PROVE"] === "whole";

/** How many random cases: a few in `npm test`, and in a proof `whole`, or as many as PROVE_RUNS says. */
export function sized({ sample, whole }: { sample: number; whole: number }): number {
  return WHOLE ? Number(process.env["PROVE_RUNS"] ?? whole) : sample;
}
