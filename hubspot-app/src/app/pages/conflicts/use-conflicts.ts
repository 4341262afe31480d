import { counted } from "tieout-shared/words.ts";
import { useDesk } from "../desk/desk-context.ts";
import { useList, type List } from "../desk/use-list.ts";
import { useLoaded, type Loaded } from "tieout-shared/use-loaded.ts";
import { useWork, type Work } from "tieout-shared/use-work.ts";
import type { Conflict, FieldCount, Rule, Side } from "./contract.ts";
import { decidedWords, ruleWords } from "./words.ts";

export type ConflictsDesk = {
  list: List<Conflict>;
  /** How many there are of each field. */
  counts: Loaded<{ fields: FieldCount[] }>;
  work: Work;
  take(conflict: Conflict, side: Side): Promise<boolean>;
  takeAll(field: FieldCount, side: Side): Promise<boolean>;
  changeRule(conflict: Conflict, rule: Rule): Promise<boolean>;
};

/** What a person has to decide about fields; `field` narrows. What was decided leaves the list. */
export function useConflicts(field: string | null): ConflictsDesk {
  const { api } = useDesk();
  const list = useList<Conflict>(field === null ? "/ui/conflicts" : `/ui/conflicts?field=${encodeURIComponent(field)}`, "conflicts");
  const [counts, { reload }] = useLoaded(() => api.get<{ fields: FieldCount[] }>("/ui/conflicts", ["fields"]));
  const work = useWork();
  const at = ({ id }: Conflict, what: string) => `/ui/conflicts/${encodeURIComponent(id)}/${what}`;
  const again = () => {
    list.reload();
    reload();
  };
  return {
    ...{ list, counts, work },
    take: (conflict, side) =>
      work.run(
        `${conflict.id} ${side}`,
        () => api.send<{ decided: string }>("POST", at(conflict, "take"), { side }, ["decided"]),
        () => {
          list.change((rows) => rows.filter(({ id }) => id !== conflict.id));
          reload();
          return decidedWords(conflict, side);
        },
      ),
    takeAll: ({ field: chosen, label }, side) =>
      work.run(
        "all",
        () => api.send<{ taken: number; left: number }>("POST", "/ui/conflicts/take-all", { field: chosen, side }, ["taken", "left"]),
        ({ taken, left }) => {
          again();
          return `${label}: ${counted(taken, "conflict")} decided.${left > 0 ? ` ${left} can only be mended by hand.` : ""}`;
        },
      ),
    changeRule: (conflict, rule) =>
      work.run(
        `${conflict.id} rule`,
        () => api.send<{ changed: string }>("POST", at(conflict, "change-rule"), { rule }, ["changed"]),
        () => {
          again();
          return `${conflict.label}, from now on: ${ruleWords(rule)}. What waits is compared again.`;
        },
      ),
  };
}
