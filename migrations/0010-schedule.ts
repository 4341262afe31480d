import type { Knex } from "knex";

/** When each recurring piece of a portal's work ran last and runs next, and when each deal was looked at. */
export async function up(knex: Knex): Promise<void> {
  for (const statement of [SCHEDULE, LOOKED_AT]) await knex.raw(statement);
}

// Which portals are due is asked over all of them; everything else is the portal's own.
const SCHEDULE = `
  create table schedule (
    portal_id bigint not null references portals on delete cascade,
    kind text not null check (kind <> ''),
    next_run_at timestamptz not null,
    -- The beginning of the last run that came to its end: the next one looks at what changed since.
    last_run_at timestamptz,
    result jsonb check (jsonb_typeof(result) = 'object'),
    -- Why the last run failed, until one succeeds.
    failure text,
    failed_at timestamptz,
    primary key (portal_id, kind),
    check ((failure is null) = (failed_at is null))
  );
  create index schedule_due on schedule (next_run_at);
  alter table schedule enable row level security, force row level security;
  create policy one_portal on schedule
    using (portal_id = nullif(current_setting('app.portal_id', true), '')::bigint)
    with check (portal_id = nullif(current_setting('app.portal_id', true), '')::bigint);
  create policy every_portal on schedule for select to tieout_system using (true);
  grant select, insert, update, delete on schedule to tieout_app;
  grant select (portal_id, kind, next_run_at) on schedule to tieout_system;`;

const LOOKED_AT = `alter table deals add column looked_at timestamptz`;
