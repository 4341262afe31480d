import { z } from "zod";
import { readFlightRecorder } from "../../flows/read-flight-recorder.ts";
import { uiEndpoint } from "../endpoint.ts";
import { logLine } from "../log-views.ts";

const person = z.object({ userId: z.number().int(), email: z.string().nullable() });

/** `GET /ui/deals/:dealId/flight-recorder` */
export const getFlightRecorder = uiEndpoint({
  method: "get",
  path: "/ui/deals/:dealId/flight-recorder",
  summary: "Everything that happened to a deal, from the webhook to the write-back",
  role: "finance",
  answer: z.object({
    dealId: z.string(),
    leftOut: z.boolean(),
    entries: z.array(
      logLine
        .pick({ at: true, system: true, what: true, outcome: true, code: true, document: true, status: true })
        .extend(logLine.pick({ traceId: true, requestId: true, durationMs: true, details: true }).shape)
        .extend({
          kind: z.enum(["step", "call", "decision"]),
          by: person.nullable(),
          words: z.string().nullable(),
          lineId: z.string().nullable(),
          gapMs: z.number().int().nullable(),
        })
        .meta({ id: "FlightEntry" }),
    ),
  }),
  run: async (parts, { user, params }) => {
    const { entries, ...recorder } = await readFlightRecorder(parts, user.portalId, params["dealId"] ?? "");
    return { ...recorder, entries: entries.map((entry) => ({ ...entry, at: entry.at.toString() })) };
  },
});
