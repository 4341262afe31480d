import type { Knex } from "knex";

/**
 * Turns at the vendors, shared by all processes. No table of a tenant: a QuickBooks company may be joined by two portals and
 * has one limit. It stays a local table on the coordinator, and `key` is never a company's id in the clear.
 */
const TABLES = `
  create unlogged table rate_limits (
    lane text not null,
    key text not null,
    -- When the next turn would be if there were no burst; the theoretical arrival time of GCRA.
    next_turn timestamptz not null,
    primary key (lane, key)
  );
  create unlogged table rate_leases (
    lease uuid primary key default gen_random_uuid(),
    lane text not null,
    key text not null,
    expires_at timestamptz not null
  );
  create index rate_leases_of on rate_leases (lane, key, expires_at);`;

/**
 * Reserves a turn: answers how long to wait for it and the lease of its slot. Without a lease nothing was reserved, and
 * \`wait_ms\` says when to ask again. One row is locked for well under a millisecond, and the database's own clock counts,
 * since those of the processes differ.
 */
const FUNCTIONS = `
  create function take_turn(of_lane text, of_key text, every interval, burst integer, slots integer, lease_for interval, longest interval)
  returns table (wait_ms double precision, slot uuid) language plpgsql as $$
  declare
    asked_at timestamptz;
    arrival timestamptz;
    starts_at timestamptz;
    soonest_free timestamptz;
  begin
    insert into rate_limits (lane, key, next_turn) values (of_lane, of_key, '-infinity') on conflict do nothing;
    select next_turn into arrival from rate_limits where lane = of_lane and key = of_key for update;
    asked_at := clock_timestamp();
    arrival := greatest(arrival, asked_at);
    starts_at := greatest(asked_at, arrival - every * burst);
    wait_ms := extract(epoch from starts_at - asked_at) * 1000;
    if starts_at - asked_at > longest then
      return next;
      return;
    end if;

    delete from rate_leases where lane = of_lane and key = of_key and expires_at <= asked_at;
    select min(expires_at) into soonest_free from rate_leases where lane = of_lane and key = of_key having count(*) >= slots;
    if soonest_free is not null then
      wait_ms := least(100, extract(epoch from soonest_free - asked_at) * 1000);
      return next;
      return;
    end if;

    update rate_limits set next_turn = arrival + every where lane = of_lane and key = of_key;
    insert into rate_leases (lane, key, expires_at) values (of_lane, of_key, starts_at + lease_for) returning lease into slot;
    return next;
  end $$;

  create function pause_turns(of_lane text, of_key text, for_so_long interval, every interval, burst integer) returns void language sql as $$
    insert into rate_limits (lane, key, next_turn) values (of_lane, of_key, clock_timestamp() + for_so_long + every * burst)
    on conflict (lane, key) do update set next_turn = greatest(rate_limits.next_turn, excluded.next_turn);
  $$;

  grant select, insert, update, delete on rate_limits, rate_leases to tieout_system;`;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(TABLES);
  await knex.raw(FUNCTIONS);
}
