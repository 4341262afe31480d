import { useDecisions, type Decisions } from "../desk/use-decisions.ts";
import type { Drift } from "./contract.ts";
import { decidedWords } from "./words.ts";

export type DriftList = Decisions<Drift, "accept" | "ignore">;

/** The documents that have drifted, in one state. */
export const useDrift = (state: "open" | "accepted" | "ignored"): DriftList => useDecisions("drift", state, decidedWords);
