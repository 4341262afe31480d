import { z } from "zod";
import { SCHEDULED_KINDS } from "../../domain/schedule.ts";
import { uiEndpoint } from "../endpoint.ts";

/** `POST /ui/sync/run`: runs a scheduled piece of work now. */
export const runSync = uiEndpoint({
  method: "post",
  path: "/ui/sync/run",
  summary: "Do a scheduled piece of work now",
  role: "admin",
  body: z.object({ what: z.enum(SCHEDULED_KINDS) }),
  answer: z.object({ queued: z.number().int() }),
  run: async (parts, { user: { portalId }, body: { what } }) => {
    const everything = { name: "sync-catalogue", data: { portalId, all: true } } as const;
    const job = what === "items" ? everything : ({ name: "run-scheduled", data: { portalId, kind: what } } as const);
    await parts.store.inPortal(portalId, (tx) => tx.enqueue(job, { key: `${portalId}:${what}` }));
    return { queued: 1 };
  },
});
