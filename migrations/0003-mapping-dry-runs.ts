import type { Knex } from "knex";

/** The dry runs of mapping changes, and what each has found so far. */
export async function up(knex: Knex): Promise<void> {
  for (const statement of [DRY_RUNS, ...["mapping_dry_runs", "mapping_dry_run_deals"].map(secured)]) await knex.raw(statement);
}

// A deal's row is there from the moment it is known that it will be looked at, so that a run goes on where it stopped.
const DRY_RUNS = `
  create table mapping_dry_runs (
    portal_id bigint not null references portals on delete cascade,
    run_id text not null check (run_id <> ''),
    state text not null default 'running' check (state in ('running', 'done', 'failed')),
    message text,
    lists jsonb not null check (jsonb_typeof(lists) = 'object'),
    left_out integer check (left_out >= 0),
    started_at timestamptz not null,
    primary key (portal_id, run_id)
  );
  create table mapping_dry_run_deals (
    portal_id bigint not null,
    run_id text not null,
    position integer not null check (position >= 0),
    deal_id text not null check (deal_id <> ''),
    looked_at boolean not null default false,
    difference jsonb check (jsonb_typeof(difference) = 'object'),
    primary key (portal_id, run_id, position),
    foreign key (portal_id, run_id) references mapping_dry_runs on delete cascade,
    check (looked_at or difference is null)
  );`;

/** One portal's rows and no others, for the owner too. */
function secured(table: string): string {
  return `
    alter table ${table} enable row level security, force row level security;
    create policy one_portal on ${table}
      using (portal_id = nullif(current_setting('app.portal_id', true), '')::bigint)
      with check (portal_id = nullif(current_setting('app.portal_id', true), '')::bigint);
    grant select, insert, update, delete on ${table} to tieout_app;`;
}
