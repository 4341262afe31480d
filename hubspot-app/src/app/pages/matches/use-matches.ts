import { useWork, type Work } from "tieout-shared/use-work.ts";
import { useDesk } from "../desk/desk-context.ts";
import { useList, type List } from "../desk/use-list.ts";
import type { Candidate, Match, MatchStep } from "./contract.ts";
import { stepWords } from "./words.ts";

export type Matches = {
  list: List<Match>;
  work: Work;
  /** `candidate` is whom it is about, null where it is about nobody. True when it was done. */
  take(step: MatchStep, match: Match, candidate: Candidate | null): Promise<boolean>;
};

/** Buyers that somebody has to decide about, or those that were decided. A match that changes sides leaves the list. */
export function useMatches(state: "open" | "decided"): Matches {
  const { api } = useDesk();
  const list = useList<Match>(`/ui/matches?state=${state}`, "matches");
  const work = useWork();
  const belongs = (match: Match) => (match.state === "open") === (state === "open");
  return {
    ...{ list, work },
    take: (step, match, candidate) =>
      work.run(
        `${match.id} ${step} ${candidate?.customerId ?? ""}`,
        () => api.send<Match>("POST", `/ui/matches/${encodeURIComponent(match.id)}/${step}`, aboutCandidate(candidate), ["id", "state"]),
        (next) => {
          list.change((rows) => rows.flatMap((row) => (row.id === match.id ? (belongs(next) ? [next] : []) : [row])));
          return stepWords(step, match, candidate?.name ?? "");
        },
      ),
  };
}

function aboutCandidate(candidate: Candidate | null): { customerId?: string } {
  return candidate ? { customerId: candidate.customerId } : {};
}
