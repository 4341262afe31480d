import { useWork, type Work } from "tieout-shared/use-work.ts";
import { useList, type List } from "../desk/use-list.ts";
import type { Hold } from "./contract.ts";

export type HoldList = { list: List<Hold>; work: Work };

/** The orders that somebody rejected, closed or invoiced. */
export function useHolds(state: "open" | "answered"): HoldList {
  return { list: useList<Hold>(`/ui/holds?state=${state}`, "holds"), work: useWork() };
}
