import { useDecisions, type Decisions } from "../desk/use-decisions.ts";
import type { Hold, HoldAnswer } from "./contract.ts";
import { answeredWords } from "./hold-words.ts";

export type HoldList = Decisions<Hold, HoldAnswer>;

/** The orders that somebody rejected, closed or invoiced. */
export const useHolds = (state: "open" | "answered"): HoldList => useDecisions("holds", state, answeredWords);
