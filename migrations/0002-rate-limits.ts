import type { Knex } from "knex";

/** Turns at the vendors, shared by all processes: two small tables and the functions that hand the turns out. */
export async function up(knex: Knex): Promise<void> {
  for (const statement of [TABLES, TAKE_TURN, PAUSE_TURNS]) await knex.raw(statement);
}

/**
 * No tables of a tenant, since a QuickBooks company may be joined by two portals and has one limit: where tables are spread
 * over nodes, these stay on the coordinator. `key` is never an id in the clear. Unlogged: a server that crashed forgets
 * them, and a vendor that still wants us to wait says so again.
 */
const TABLES = `
  create unlogged table rate_limits (
    lane text not null,
    key text not null,
    -- GCRA: when the next turn would be if none were given ahead of time.
    next_turn timestamptz not null,
    primary key (lane, key)
  );
  create unlogged table rate_leases (
    slot uuid primary key default gen_random_uuid(),
    lane text not null,
    key text not null,
    -- The turn: work may begin now.
    starts_at timestamptz not null,
    expires_at timestamptz not null,
    foreign key (lane, key) references rate_limits on delete cascade
  );
  create index rate_leases_of on rate_leases (lane, key, expires_at);`;

/**
 * Reserves the next turn: a slot, and the milliseconds until the turn. Without a slot nothing was reserved, because the turn
 * would be later than `longest_ms` or all slots are taken, and wait_ms says when to ask again. The row of the key is locked
 * for well under a millisecond. The database's clock counts, since those of the processes differ. A key that is new here
 * sweeps out those that have rested for an hour.
 */
const TAKE_TURN = `
  create function take_turn(of_lane text, of_key text, every_ms integer, ahead integer, slots integer, lease_ms integer, longest_ms integer)
  returns table (wait_ms integer, slot uuid) language plpgsql as $$
  declare
    every constant interval := every_ms * interval '1 ms';
    asked_at timestamptz;
    in_order timestamptz;
    turn timestamptz;
    free_at timestamptz;
  begin
    select next_turn into in_order from rate_limits where lane = of_lane and key = of_key for update;
    if not found then
      delete from rate_limits where (lane, key) in (
        select lane, key from rate_limits where next_turn < clock_timestamp() - interval '1 hour' for update skip locked);
      insert into rate_limits (lane, key, next_turn) values (of_lane, of_key, clock_timestamp())
        on conflict (lane, key) do update set next_turn = rate_limits.next_turn returning next_turn into in_order;
    end if;

    asked_at := clock_timestamp();
    in_order := greatest(in_order, asked_at);
    turn := greatest(asked_at, in_order - ahead * every);
    wait_ms := ceil(extract(epoch from turn - asked_at) * 1000);
    if wait_ms > longest_ms then
      return next;
      return;
    end if;

    delete from rate_leases where lane = of_lane and key = of_key and expires_at <= asked_at;
    select min(expires_at) into free_at from rate_leases where lane = of_lane and key = of_key having count(*) >= slots;
    if free_at is not null then
      wait_ms := ceil(least(100, extract(epoch from free_at - asked_at) * 1000));
      return next;
      return;
    end if;

    update rate_limits set next_turn = in_order + every where lane = of_lane and key = of_key;
    insert into rate_leases (lane, key, starts_at, expires_at)
      values (of_lane, of_key, turn, turn + lease_ms * interval '1 ms') returning rate_leases.slot into slot;
    return next;
  end $$;`;

/** No turn before \`pause_ms\` from now, and none ahead of time after it; turns that are still to come are taken back. */
const PAUSE_TURNS = `
  create function pause_turns(of_lane text, of_key text, pause_ms integer, every_ms integer, ahead integer)
  returns void language sql as $$
    insert into rate_limits (lane, key, next_turn)
      values (of_lane, of_key, clock_timestamp() + (pause_ms + every_ms * ahead) * interval '1 ms')
      on conflict (lane, key) do update set next_turn = greatest(rate_limits.next_turn, excluded.next_turn);
    delete from rate_leases where lane = of_lane and key = of_key and starts_at > clock_timestamp();
  $$;`;
