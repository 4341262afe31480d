import { useLoaded, type Loaded } from "tieout-shared/use-loaded.ts";
import { useWork, type Work } from "tieout-shared/use-work.ts";
import { useDesk } from "../desk/desk-context.ts";
import type { ScheduleEntry } from "./contract.ts";

export type Schedule = { entries: Loaded<{ entries: ScheduleEntry[] }>; work: Work; run(entry: ScheduleEntry): void; reload(): void };

/** What is done by itself, and doing it now. */
export function useSchedule(): Schedule {
  const { api } = useDesk();
  const [entries, { reload }] = useLoaded(() => api.get<{ entries: ScheduleEntry[] }>("/ui/schedule", ["entries"]));
  const work = useWork();
  return {
    ...{ entries, work, reload },
    run: ({ kind, label }) =>
      void work.run(
        kind,
        () => api.send<{ queued: number }>("POST", "/ui/sync/run", { what: kind }, ["queued"]),
        () => {
          reload();
          return `It is being done: ${label}.`;
        },
      ),
  };
}
