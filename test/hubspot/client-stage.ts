import { afterEach } from "vitest";
import { z } from "zod";
import { AppError } from "../../api/domain/errors.ts";
import { createHubSpotClient } from "../../api/hubspot/client.ts";
import { createHubSpotTokens } from "../../api/hubspot/tokens.ts";
import { createTransport } from "../../api/hubspot/transport.ts";
import type { Tokens } from "../../api/ports/oauth.ts";
import { NO_JOURNAL } from "../no-journal.ts";
import { recordedLimiter } from "../no-limits.ts";
import { createSandboxClock } from "../sandbox/wire/clock.ts";
import { serve, type Handler, type WireServer } from "../sandbox/wire/server.ts";
import { createMemoryLog, createOnePortal } from "./one-portal.ts";

const NOW = Temporal.Instant.from("2026-11-23T12:00:00Z");
export const PORTAL = 62515;
export const clock = { now: () => NOW, sleep: async () => undefined };
/** Takes any answer. */
export const anything = z.unknown();

/** What stands for HubSpot, each time another. */
export let server: WireServer;
afterEach(() => server.stop());

/** Puts another in its place. */
export async function serveAll(fallback: Handler): Promise<void> {
  server = await serve({ name: "api", port: 0, clock: createSandboxClock(), routes: {}, fallback });
}

/** Tokens that are good for some minutes more. */
export function tokens(name: string, minutesLeft = 30): Tokens {
  return { accessToken: name, refreshToken: `refresh-${name}`, expiresAt: NOW.add({ minutes: minutesLeft }) };
}

/** A client on a server that answers so, with these tokens stored. */
export async function start(answer: Handler, stored: Tokens | null = tokens("A1"), patienceMs = 20_000) {
  await serveAll(answer);
  const { store, state } = createOnePortal(PORTAL, stored);
  const log = createMemoryLog();
  const limiter = recordedLimiter();
  const asked: string[] = [];
  const oauth = {
    refresh: async (refreshToken: string) => {
      asked.push(refreshToken);
      if (refreshToken.endsWith("dead")) throw new AppError("notConnected", "gone", { code: "tokenRevoked" });
      if (refreshToken.endsWith("gone")) throw new AppError("notConnected", "gone", { code: "portalGone" });
      return tokens(`${refreshToken}-fresh`);
    },
  };
  const accessToken = createHubSpotTokens({ store, oauth, clock, journal: NO_JOURNAL, portalId: PORTAL });
  const send = createTransport({ apiUrl: server.url, timeoutMs: patienceMs });
  return {
    call: createHubSpotClient({ send, accessToken, clock, log, limiter, portalId: PORTAL, journal: NO_JOURNAL }),
    state,
    log,
    asked,
    limiter,
  };
}

/** A client on a server that always answers the same. */
export const always = (status: number, body: object | string, headers: Record<string, string> = {}) =>
  start(() => ({ status, body, headers }));
/** Reads a deal. */
export const read = { method: "GET", path: "/crm/objects/2026-09/deals/1" } as const;
/** The tokens that calls carried. */
export const sentTokens = () => server.requests.map(({ headers }) => headers.authorization);

/** The error with which a work ends. */
export async function errorOf(work: Promise<unknown>): Promise<AppError> {
  const thrown: unknown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (thrown instanceof AppError) return thrown;
  throw new Error(`not an AppError: ${String(thrown)}`);
}
