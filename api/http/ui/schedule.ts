import { z } from "zod";
import { SCHEDULE, SCHEDULED_KINDS } from "../../domain/schedule.ts";
import { uiEndpoint } from "../endpoint.ts";

const run = z.object({ at: z.string(), message: z.string() });

/** `GET /ui/schedule`: what runs by itself, when it ran last, what came of it, and when it runs next. */
export const getSchedule = uiEndpoint({
  method: "get",
  path: "/ui/schedule",
  summary: "What runs by itself, and when",
  role: "viewer",
  answer: z.object({
    entries: z.array(
      z.object({
        kind: z.string(),
        label: z.string(),
        nextRunAt: z.string().nullable(),
        lastRunAt: z.string().nullable(),
        result: z.record(z.string(), z.union([z.string(), z.number()])).nullable(),
        failure: run.nullable(),
      }),
    ),
  }),
  run: async (parts, { user }) => {
    const entries = await parts.store.inPortal(user.portalId, (tx) => tx.schedule.list());
    return {
      entries: SCHEDULED_KINDS.map((kind) => {
        const entry = entries.find((each) => each.kind === kind);
        return {
          kind,
          label: SCHEDULE[kind].label,
          nextRunAt: entry?.nextRunAt.toString() ?? null,
          lastRunAt: entry?.lastRunAt?.toString() ?? null,
          result: entry?.result ?? null,
          failure: entry?.failure ? { at: entry.failure.at.toString(), message: entry.failure.message } : null,
        };
      }),
    };
  },
});
