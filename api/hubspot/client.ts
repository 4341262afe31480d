import type { z } from "zod";
import { AppError } from "../domain/errors.ts";
import type { Clock } from "../ports/clock.ts";
import type { Journal } from "../ports/journal.ts";
import { pauseIfLimited, type Lane, type Limiter } from "../ports/limiter.ts";
import type { Log } from "../ports/log.ts";
import { errorFromAnswer } from "./faults.ts";
import type { AccessToken } from "./tokens.ts";
import type { HubSpotAnswer, HubSpotRequest, Transport } from "./transport.ts";
import { vendorCall } from "./vendor-call.ts";

/**
 * One call to a portal, its answer checked by `schema`. A 401 refreshes the token and is tried once more; nothing else is
 * tried again here. Throws AppError: notConnected, rateLimited, unavailable, notFound, conflict, rejected.
 */
export type CallHubSpot = <T>(schema: z.ZodType<T>, request: Omit<HubSpotRequest, "form" | "accessToken">) => Promise<T>;

type Needs = {
  send: Transport;
  accessToken: AccessToken;
  clock: Clock;
  log: Log;
  portalId: number;
  limiter: Limiter;
  journal: Pick<Journal, "called">;
};

/** The portal's client. */
export function createHubSpotClient({ send, accessToken, clock, log, portalId, limiter, journal }: Needs): CallHubSpot {
  const sendOnce = async (request: HubSpotRequest, token: string): Promise<HubSpotAnswer> => {
    const { answer, error, startedAt, durationMs } = await limiter.run(laneOf(request), String(portalId), async () => {
      const startedAt = clock.now();
      const ended = await send({ ...request, accessToken: token }).then(
        (answer) => ({ answer, error: null }),
        (error: unknown) => ({ answer: null, error }),
      );
      return { ...ended, startedAt, durationMs: Math.round(startedAt.until(clock.now()).total("milliseconds")) };
    });
    const correlationId = answer?.headers.get("x-hubspot-correlation-id") ?? null;
    const { method, path } = request;
    log.debug({ portalId, method, path, status: answer?.status, durationMs, correlationId }, "HubSpot call");
    await journal.called(portalId, vendorCall(request, answer, { startedAt, durationMs, correlationId }));
    if (answer) return answer;
    throw error;
  };

  return async (schema, request) => {
    const token = await accessToken();
    let answer = await sendOnce(request, token);
    if (answer.status === 401) answer = await sendOnce(request, await accessToken(token));

    const call = `${request.method} ${request.path}`;
    return pauseIfLimited({ limiter, lane: laneOf(request), key: String(portalId) }, () => {
      if (answer.status >= 300) throw errorFromAnswer(answer, call);
      return understand(schema, answer, call);
    });
  };
}

/** Searches have a limit of their own (facts/hubspot.md §6.6). */
const laneOf = ({ path }: Pick<HubSpotRequest, "path">): Lane => (path.endsWith("/search") ? "hubspotSearch" : "hubspot");

function understand<T>(schema: z.ZodType<T>, { status, body }: HubSpotAnswer, call: string): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map(({ path, code }) => `${path.join(".")}: ${code}`);
  throw new AppError("unavailable", `HubSpot's answer to ${call} has an unknown form.`, {
    code: "hubspotAnswer",
    cause: { status, places },
  });
}
