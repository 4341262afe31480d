import { z } from "zod";
import { viewMirror } from "../../flows/view-mirror.ts";
import { uiEndpoint } from "../endpoint.ts";

const count = z.number().int();
const kind = z.object({
  kind: z.enum(["item", "order", "payment", "creditMemo", "invoice"]),
  state: z.enum(["waiting", "filling", "checking", "done"]),
  done: count,
  total: count.nullable(),
});

/** `GET /ui/mirror`: what was read of each QuickBooks company so far, and the reads of this month. */
export const getMirror = uiEndpoint({
  method: "get",
  path: "/ui/mirror",
  summary: "How far our copy of QuickBooks is, kind by kind",
  role: "viewer",
  answer: z.object({
    connections: z.array(
      z.object({
        connectionId: z.string(),
        name: z.string(),
        kinds: z.array(kind),
        upToDateAt: z.iso.datetime().nullable(),
        reads: z.object({ month: z.string(), used: count, budget: count, alarm: z.boolean() }),
      }),
    ),
  }),
  run: (parts, { user }) => viewMirror(parts, user.portalId),
});
