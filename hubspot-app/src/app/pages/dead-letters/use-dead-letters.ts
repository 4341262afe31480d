import { useEffect } from "react";
import { counted } from "tieout-shared/words.ts";
import { useLoaded, type Loaded } from "tieout-shared/use-loaded.ts";
import { useWork, type Work } from "tieout-shared/use-work.ts";
import { useDesk } from "../desk/desk-context.ts";
import { useList, type List } from "../desk/use-list.ts";
import type { DeadLetter, DeadLetterGroup, NextValues } from "./contract.ts";

export type DeadLetters = {
  list: List<DeadLetter>;
  groups: Loaded<{ groups: DeadLetterGroup[] }>;
  work: Work;
  retry(letter: DeadLetter, values: NextValues): void;
  retryCause(group: DeadLetterGroup): void;
  /** `name` is theirs, or "You". */
  assign(letter: DeadLetter, userId: number | null, name: string): void;
  dismiss(letter: DeadLetter, reason: string): void;
};

/** How soon it looks again while something is tried. */
export const LOOK_EVERY_MS = 3_000;

/** What waits for a person, of one cause if it is given, and what a person may do about it. Looks again while something is tried. */
export function useDeadLetters(cause: string | null): DeadLetters {
  const { api } = useDesk();
  const list = useList<DeadLetter>(
    cause === null ? "/ui/dead-letters" : `/ui/dead-letters?cause=${encodeURIComponent(cause)}`,
    "deadLetters",
  );
  const [groups, { reload }] = useLoaded(() => api.get<{ groups: DeadLetterGroup[] }>("/ui/dead-letters", ["groups"]));
  const work = useWork();
  const lookAgain = () => {
    list.reload();
    reload();
  };
  useEffect(() => {
    if (groups.state !== "ready" || !groups.value.groups.some(({ retrying }) => retrying > 0)) return;
    const timer = setTimeout(lookAgain, LOOK_EVERY_MS);
    return () => clearTimeout(timer);
  }, [groups]);
  const act = (letter: DeadLetter, action: string, body: Record<string, unknown>, said: string) =>
    void work.run(
      `${action} ${letter.id}`,
      () => api.send<DeadLetter>("POST", `/ui/dead-letters/${encodeURIComponent(letter.id)}/${action}`, body, ["id", "state"]),
      (changed) => {
        list.change((rows) => rows.map((row) => (row.id === changed.id ? changed : row)).filter(waits));
        reload();
        return said;
      },
    );
  return {
    ...{ list, groups, work },
    retry: (letter, values) => act(letter, "retry", values, "It is tried again. When it succeeds it leaves this list by itself."),
    assign: (letter, userId, name) =>
      act(
        letter,
        "assign",
        { userId },
        userId === null ? "Nobody looks after it now." : `${name} ${name === "You" ? "look" : "looks"} after it now.`,
      ),
    dismiss: (letter, reason) => act(letter, "dismiss", { reason }, "It is settled; your reason is in the log."),
    retryCause: ({ cause }) =>
      void work.run(
        causeWork(cause),
        () => api.send<{ retried: number }>("POST", "/ui/dead-letters/retry", { cause }, ["retried"]),
        ({ retried }) => {
          lookAgain();
          return `${counted(retried, "dead letter")} ${retried === 1 ? "is" : "are"} tried again.`;
        },
      ),
  };
}

/** What the work on a cause is called while it is done. */
export const causeWork = (cause: string) => `cause ${cause}`;

const waits = ({ state }: DeadLetter) => state === "open" || state === "retrying";
