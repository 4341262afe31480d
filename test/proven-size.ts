import { appendFileSync } from "node:fs";

/** How many cases a test takes: `sample` in every run, the size of the proof when `npm run prove` runs it. */
export function provenSize(proof: string, sample: number): number {
  return process.env["PROOF"] === proof ? Number(process.env["PROOF_SIZE"]) : sample;
}

/** What a proof has shown, for whoever runs it. */
export function tellProof(sentence: string): void {
  const file = process.env["PROOF_TOLD"];
  if (file !== undefined) appendFileSync(file, `${sentence}\n`);
}
