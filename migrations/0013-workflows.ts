import type { Knex } from "knex";

/** Runs of workflow actions with their answers, and which workflows may push. */
export async function up(knex: Knex): Promise<void> {
  for (const statement of [RUNS, ANSWER_STAYS, CONSENTS, rowSecurity("workflow_runs"), rowSecurity("workflow_consents")])
    await knex.raw(statement);
}

const RUNS = `
  create table workflow_runs (
    portal_id bigint not null references portals on delete cascade,
    callback_id text not null check (callback_id <> ''),
    action text not null check (action in ('push-deal', 'check-deal', 'invoice-status')),
    object text not null check (object in ('deal', 'company')),
    object_id text not null check (object_id <> ''),
    connection_id text,
    on_failure text not null check (on_failure in ('fail', 'continue')),
    started_at timestamptz not null,
    -- When HubSpot was last told to wait for a completion.
    blocked_at timestamptz,
    answer jsonb check (jsonb_typeof(answer) = 'object'),
    -- When HubSpot took the completion, or did not wait for it any more.
    closed_at timestamptz,
    primary key (portal_id, callback_id),
    check (closed_at is null or (answer is not null and blocked_at is not null))
  );
  create index workflow_runs_open on workflow_runs (portal_id, object, object_id) where answer is null;
  create index workflow_runs_started on workflow_runs (portal_id, started_at);`;

/** HubSpot may call again with the same callbackId, and hears the same. */
const ANSWER_STAYS = `
  create function workflow_run_answer_stays() returns trigger language plpgsql as $$
  begin
    raise exception 'the answer of a run is never changed';
  end $$;
  create trigger workflow_run_answer_stays before update on workflow_runs
    for each row when (old.answer is not null and new.answer is distinct from old.answer)
    execute function workflow_run_answer_stays();`;

const CONSENTS = `
  create table workflow_consents (
    portal_id bigint not null references portals on delete cascade,
    workflow_id text not null check (workflow_id <> ''),
    first_asked_at timestamptz,
    last_asked_at timestamptz,
    last_deal_id text,
    -- Null until an admin has decided.
    granted boolean,
    decided_by jsonb,
    decided_at timestamptz,
    primary key (portal_id, workflow_id),
    check ((granted is null) = (decided_by is null) and (granted is null) = (decided_at is null)),
    check ((first_asked_at is null) = (last_asked_at is null) and (first_asked_at is null) = (last_deal_id is null))
  );`;

const rowSecurity = (table: string) => `
  alter table ${table} enable row level security, force row level security;
  create policy one_portal on ${table}
    using (portal_id = nullif(current_setting('app.portal_id', true), '')::bigint)
    with check (portal_id = nullif(current_setting('app.portal_id', true), '')::bigint);
  grant select, insert, update, delete on ${table} to tieout_app;`;
