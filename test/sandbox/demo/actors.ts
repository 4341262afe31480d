import { setTimeout as wait } from "node:timers/promises";
import { createVisitor, type Page } from "../browse.ts";
import type { HubSpotSandbox } from "../hubspot/hubspot.ts";
import { CARD_API_ORIGIN, visitor } from "../sandbox.ts";

type Who = Parameters<typeof visitor>[0];
type Call = { method?: "GET" | "POST" | "PUT"; body?: object };

/** What the people of the story do with Tieout through HubSpot: every call goes through hubspot.fetch, signed. */
export type Actors = {
  /** The app's answer; throws when it is an error. */
  ask<T>(who: Who, path: string, call?: Call): Promise<T>;
  /** Walks through a sign-in in a browser of its own. */
  walk(url: string): Promise<Page>;
};

export function createActors(hubspot: HubSpotSandbox): Actors {
  const browser = createVisitor();
  return {
    async ask<T>(who: Who, path: string, { method = "GET", body }: Call = {}) {
      const answer = await hubspot.fetchProxy({ ...visitor(who), url: `${CARD_API_ORIGIN}${path}`, method, ...(body && { body }) });
      if (answer.body.status === "error")
        throw new Error(`${method} ${path}: ${JSON.stringify(answer.body.responseBody ?? answer.body.message)}`);
      return answer.body.responseBody as T;
    },
    walk: browser.open,
  };
}

/** Looks again and again until `look` gives something, and says what was missing when it never does. */
export async function eventually<T>(
  what: string,
  look: () => T | null | undefined | Promise<T | null | undefined>,
  patienceMs = 120_000,
): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const seen = await look();
    if (seen !== null && seen !== undefined) return seen;
    if (Date.now() > deadline) throw new Error(`${what} did not happen within ${patienceMs / 1000} seconds.`);
    await wait(100);
  }
}
