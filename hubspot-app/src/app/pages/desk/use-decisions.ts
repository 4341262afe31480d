import { useWork, type Work } from "tieout-shared/use-work.ts";
import { useDesk } from "./desk-context.ts";
import { useList, type List } from "./use-list.ts";

/** A list of what waits for a decision, from which each row goes once it is decided. */
export type Decisions<Row, Decision extends string> = {
  list: List<Row>;
  work: Work;
  decide(row: Row, decision: Decision, reason: string): void;
};

/** Those of `/ui/<what>` in one state; `say` tells what a decision has done. */
export function useDecisions<Row extends { id: string; state: string }, Decision extends string>(
  what: "approvals" | "drift",
  state: string,
  say: (decided: Row) => string,
): Decisions<Row, Decision> {
  const { api } = useDesk();
  const list = useList<Row>(`/ui/${what}?state=${state}`, what);
  const work = useWork();
  return {
    ...{ list, work },
    decide: ({ id }, decision, reason) =>
      void work.run(
        id,
        () => api.send<Row>("POST", `/ui/${what}/${encodeURIComponent(id)}/${decision}`, bodyOf(reason), ["id", "state"]),
        (decided) => {
          list.change((rows) => rows.filter((row) => row.id !== decided.id));
          return say(decided);
        },
      ),
  };
}

function bodyOf(reason: string): { reason?: string } {
  return reason.trim() === "" ? {} : { reason: reason.trim() };
}
