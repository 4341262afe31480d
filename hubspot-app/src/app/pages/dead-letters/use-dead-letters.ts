import { useDesk } from "../desk/desk-context.ts";
import { useList, type List } from "../desk/use-list.ts";
import { useLoaded, type Loaded } from "../desk/use-loaded.ts";
import { useWork, type Work } from "../desk/use-work.ts";
import type { DeadLetter, DeadLetterGroup } from "./contract.ts";

export type DeadLetters = {
  list: List<DeadLetter>;
  groups: Loaded<{ groups: DeadLetterGroup[] }>;
  work: Work;
  retry(letter: DeadLetter, chosen?: { customerName?: string; orderNumber?: string }): void;
  retryCause(group: DeadLetterGroup): void;
  assign(letter: DeadLetter, userId: number | null): void;
  dismiss(letter: DeadLetter, reason: string): void;
};

/** What waits for a person, and what a person may do about it. */
export function useDeadLetters(): DeadLetters {
  const { api } = useDesk();
  const list = useList<DeadLetter>("/ui/dead-letters", "deadLetters");
  const [groups, { reload }] = useLoaded(() => api.get<{ groups: DeadLetterGroup[] }>("/ui/dead-letters", ["groups"]));
  const work = useWork();
  const act = (letter: DeadLetter, action: string, body: Record<string, unknown>, said: string) =>
    void work.run(
      `${action} ${letter.id}`,
      () => api.send<DeadLetter>("POST", `/ui/dead-letters/${encodeURIComponent(letter.id)}/${action}`, body, ["id", "state"]),
      (changed) => {
        list.change((rows) => rows.map((row) => (row.id === changed.id ? changed : row)).filter(({ state }) => state !== "dismissed"));
        reload();
        return said;
      },
    );
  return {
    ...{ list, groups, work },
    retry: (letter, chosen = {}) => act(letter, "retry", chosen, "It is tried again. When it succeeds it leaves this list by itself."),
    assign: (letter, userId) =>
      act(letter, "assign", { userId }, userId === null ? "Nobody looks after it now." : "You look after it now."),
    dismiss: (letter, reason) => act(letter, "dismiss", { reason }, "It is settled; your reason is in the log."),
    retryCause: ({ cause }) =>
      void work.run(
        `cause ${cause}`,
        () => api.send<{ retried: number }>("POST", "/ui/dead-letters/retry", { cause }, ["retried"]),
        ({ retried }) => {
          list.reload();
          reload();
          return retried === 1 ? "1 is tried again." : `${retried} are tried again.`;
        },
      ),
  };
}
