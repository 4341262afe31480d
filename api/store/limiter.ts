import { AsyncLocalStorage } from "node:async_hooks";
import type { Knex } from "knex";
import { AppError } from "../domain/errors.ts";
import type { Clock } from "../ports/clock.ts";
import type { Lane, Limiter } from "../ports/limiter.ts";
import { createBlindIndex } from "./blind-index.ts";
import { connect } from "./connect.ts";
import { databaseFault } from "./database-errors.ts";
import { createLines, type InLine } from "./in-line.ts";

/** A turn each `everyMs`, `ahead` more at once after a rest, and at most `slots` begun and not ended. */
type Limit = { everyMs: number; ahead: number; slots: number };

/**
 * QuickBooks allows 10 a second and 500 a minute per company (facts/quickbooks.md §5): here 9 in any second, which leaves
 * one for what the network crowds together, and 478 in any minute. HubSpot allows 110 in any 10 s per account, here 109, and
 * 5 searches a second, here 4 (facts/hubspot.md §6.6).
 */
export const LIMITS: Readonly<Record<Lane, Limit>> = {
  quickbooks: { everyMs: 126, ahead: 1, slots: 10 },
  hubspot: { everyMs: 100, ahead: 9, slots: 20 },
  hubspotSearch: { everyMs: 250, ahead: 0, slots: 4 },
};

/** Longer than any call may take: the slots of a process that died come back after this. */
const LEASE_MS = 60_000;
/** A person waits no longer, and a job does better to come again later. */
const LONGEST_WAIT_MS = 10_000;
/** The longest wait that a vendor is known to ask for (facts/hubspot.md §6.6). */
const LONGEST_PAUSE_MS = 86_400_000;
/** Slots may all be taken for as long as a slow vendor works on them. */
const AGAIN_AFTER_MS = 2_000;

type Options = {
  databaseUrl: string;
  clock: Clock;
  /** LINK_SIGNING_KEY: keys are stored as their blind index. */
  indexSecret: string;
};
type Needs = { knex: Knex; clock: Clock; inLine: InLine; person: AsyncLocalStorage<true> };
/** `forPeople`: what is called within has somebody waiting for it, so it lines up before the jobs of this process. */
type OwnLimiter = Limiter & { forPeople<T>(work: () => T): T; stop(): Promise<void> };
type Place = { lane: Lane; key: string };
type Turn = { waitMs: number; slot: string | null };

/**
 * The limiter on the database, with connections of its own: a turn must never wait for a transaction's. Its calls also throw
 * unavailable when the database does not answer. `stop` comes after the last call.
 */
export function createLimiter({ databaseUrl, clock, indexSecret }: Options): OwnLimiter {
  const needs = { knex: connect(databaseUrl, 4), clock, inLine: createLines(), person: new AsyncLocalStorage<true>() };
  const hidden = createBlindIndex(indexSecret);
  return {
    async run(lane, key, work) {
      const slot = await waitForTurn(needs, { lane, key: hidden(key) });
      try {
        return await work();
      } finally {
        await freeSlot(needs, slot);
      }
    },
    async pause(lane, key, waitMs) {
      const { everyMs, ahead } = LIMITS[lane];
      await ask(needs, "select pause_turns(?, ?, ?, ?, ?)", [
        lane,
        hidden(key),
        Math.ceil(Math.min(waitMs, LONGEST_PAUSE_MS)),
        everyMs,
        ahead,
      ]);
    },
    forPeople: (work) => needs.person.run(true, work),
    stop: () => needs.knex.destroy(),
  };
}

/** The slot of a turn that has come. A pause takes back the turns that were still to come; who had one lines up again. */
async function waitForTurn(needs: Needs, place: Place): Promise<string> {
  const giveUpAt = needs.clock.now().add({ milliseconds: LONGEST_WAIT_MS });
  for (;;) {
    const ahead = needs.person.getStore() === true;
    const { slot, waitMs } = await needs.inLine(`${place.lane} ${place.key}`, () => reserve(needs, place, giveUpAt), ahead);
    if (waitMs === 0) return slot;
    await needs.clock.sleep(waitMs);
    if (await isOurs(needs, slot)) return slot;
  }
}

/** A slot, and how long until its turn. Asks until there is one; throws rateLimited when that would be after `giveUpAt`. */
async function reserve(needs: Needs, place: Place, giveUpAt: Temporal.Instant): Promise<{ slot: string; waitMs: number }> {
  for (;;) {
    const { slot, waitMs } = await takeTurn(needs, place);
    if (slot !== null) return { slot, waitMs };
    if (Temporal.Instant.compare(needs.clock.now().add({ milliseconds: waitMs }), giveUpAt) > 0) throw tooLong(place.lane, waitMs);
    await needs.clock.sleep(waitMs);
  }
}

/** Asks once. Without a slot nothing is reserved, and `waitMs` says when to ask again. */
async function takeTurn(needs: Needs, { lane, key }: Place): Promise<Turn> {
  const { everyMs, ahead, slots } = LIMITS[lane];
  const [turn] = await ask<{ wait_ms: number; slot: string | null }>(needs, "select wait_ms, slot from take_turn(?, ?, ?, ?, ?, ?, ?)", [
    lane,
    key,
    everyMs,
    ahead,
    slots,
    LEASE_MS,
    LONGEST_WAIT_MS,
  ]);
  if (!turn) throw new Error("Bug! take_turn answered nothing.");
  return { slot: turn.slot, waitMs: turn.wait_ms };
}

const isOurs = async (needs: Needs, slot: string) => (await ask(needs, "select from rate_leases where slot = ?", [slot])).length > 0;

/** What the vendor answered counts, whatever becomes of the slot: it comes back by itself. */
const freeSlot = (needs: Needs, slot: string) => ask(needs, "delete from rate_leases where slot = ?", [slot]).catch(() => undefined);

async function ask<Row>({ knex }: Needs, sql: string, values: (string | number)[]): Promise<Row[]> {
  try {
    return (await knex.raw<{ rows: Row[] }>(sql, values)).rows;
  } catch (error) {
    throw databaseFault(error);
  }
}

function tooLong(lane: Lane, waitMs: number): AppError {
  const vendor = lane === "quickbooks" ? "QuickBooks" : "HubSpot";
  return new AppError("rateLimited", `${vendor} takes no more requests for the moment; it goes on by itself.`, {
    code: "ourLimit",
    retryAfterMs: Math.max(waitMs, AGAIN_AFTER_MS),
  });
}
