import { useWork, type Work } from "tieout-shared/use-work.ts";
import { useDesk } from "../desk/desk-context.ts";
import { useList, type List } from "../desk/use-list.ts";
import type { Drift } from "./contract.ts";
import { decidedWords } from "./words.ts";

export type DriftList = { list: List<Drift>; work: Work; decide(drift: Drift, decision: "accept" | "ignore", reason: string): void };

/** The documents that have drifted, in one state. */
export function useDrift(state: "open" | "accepted" | "ignored"): DriftList {
  const { api } = useDesk();
  const list = useList<Drift>(`/ui/drift?state=${state}`, "drift");
  const work = useWork();
  return {
    ...{ list, work },
    decide: ({ id }, decision, reason) =>
      void work.run(
        id,
        () =>
          api.send<Drift>(
            "POST",
            `/ui/drift/${encodeURIComponent(id)}/${decision}`,
            reason.trim() === "" ? {} : { reason: reason.trim() },
            ["id", "state"],
          ),
        (decided) => {
          list.change((rows) => rows.filter((row) => row.id !== decided.id));
          return decidedWords(decided);
        },
      ),
  };
}
