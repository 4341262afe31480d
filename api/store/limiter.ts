import type { Knex } from "knex";
import { AppError } from "../domain/errors.ts";
import type { Clock } from "../ports/clock.ts";
import type { Lane, Limiter } from "../ports/limiter.ts";
import { createBlindIndex } from "./blind-index.ts";
import { connect } from "./connect.ts";

type Limit = { everyMs: number; burst: number; slots: number };

/**
 * QuickBooks allows 10 a second and 500 a minute per company (facts/quickbooks.md §5): one each 126 ms and one ahead are at
 * most 9 in any second, which leaves one for what the network crowds together, and 478 in any minute. HubSpot allows 110 in 10 s per account, and 5 searches a second
 * (facts/hubspot.md §6.6). Slots bound what is under way at once.
 */
export const LIMITS: Record<Lane, Limit> = {
  quickbooks: { everyMs: 126, burst: 1, slots: 10 },
  hubspot: { everyMs: 100, burst: 9, slots: 20 },
  hubspotSearch: { everyMs: 250, burst: 0, slots: 4 },
};

/** Longer than any call of ours may take: the slot of a process that died comes back after this. */
const LEASE_MS = 150_000;
/** Who would have to wait longer is better told so, and asks again later. */
const LONGEST_WAIT_MS = 30_000;

type Needs = {
  databaseUrl: string;
  clock: Pick<Clock, "sleep">;
  /** LINK_SIGNING_KEY: keys are stored as their blind index. */
  indexSecret: string;
};
type Turn = { wait_ms: number; slot: string | null };

/** The limiter on the database, with connections of its own: a turn must never wait for a transaction's. */
export function createLimiter({ databaseUrl, clock, indexSecret }: Needs): Limiter & { stop(): Promise<void> } {
  const knex = connect(databaseUrl, 4);
  const hidden = createBlindIndex(indexSecret);
  return {
    async run(lane, key, work) {
      const slot = await waitForTurn(knex, clock, lane, hidden(key));
      try {
        return await work();
      } finally {
        await knex.raw("delete from rate_leases where lease = ?", [slot]);
      }
    },
    async pause(lane, key, waitMs) {
      const { everyMs, burst } = LIMITS[lane];
      await knex.raw("select pause_turns(?, ?, ? * interval '1 ms', ? * interval '1 ms', ?)", [lane, hidden(key), waitMs, everyMs, burst]);
    },
    stop: () => knex.destroy(),
  };
}

async function waitForTurn(knex: Knex, clock: Needs["clock"], lane: Lane, key: string): Promise<string> {
  let waitedMs = 0;
  for (;;) {
    const { slot, waitMs } = await takeTurn(knex, lane, key);
    if (waitedMs + waitMs > LONGEST_WAIT_MS) throw tooLong(lane, waitMs);
    if (waitMs > 0) await clock.sleep(waitMs);
    if (slot) return slot;
    waitedMs += waitMs;
  }
}

/** Asks for a turn once; without a slot nothing is reserved, and `waitMs` says when to ask again. */
async function takeTurn(knex: Knex, lane: Lane, key: string): Promise<{ slot: string | null; waitMs: number }> {
  const { everyMs, burst, slots } = LIMITS[lane];
  const { rows } = await knex.raw<{ rows: Turn[] }>(
    "select wait_ms, slot from take_turn(?, ?, ? * interval '1 ms', ?, ?, ? * interval '1 ms', ? * interval '1 ms')",
    [lane, key, everyMs, burst, slots, LEASE_MS, LONGEST_WAIT_MS],
  );
  const turn = rows[0];
  if (!turn) throw new Error("Bug! take_turn answered nothing.");
  return { slot: turn.slot, waitMs: Math.ceil(turn.wait_ms) };
}

function tooLong(lane: Lane, waitMs: number): AppError {
  const vendor = lane === "quickbooks" ? "QuickBooks" : "HubSpot";
  return new AppError("rateLimited", `${vendor} takes no more requests for the moment; it goes on by itself.`, {
    code: "ourLimit",
    retryAfterMs: waitMs,
  });
}
