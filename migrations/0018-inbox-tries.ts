import type { Knex } from "knex";

/** An event that could not be taken in comes again later, and is set aside after the last try. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(INBOX_TRIES);
}

const INBOX_TRIES = `
  alter table inbox_events
    add column tries integer not null default 0 check (tries >= 0),
    -- Not before this.
    add column again_at timestamptz,
    -- Nobody tries it any more; its fault says why.
    add column set_aside_at timestamptz,
    add column fault text,
    add check ((set_aside_at is null) or (fault is not null));
  drop index inbox_events_pending;
  create index inbox_events_pending on inbox_events (arrival) where handled_at is null and set_aside_at is null;`;
