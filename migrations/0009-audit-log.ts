import type { Knex } from "knex";

/** What people and the product decided, for ever: rows are added, chained to one another by their hashes, and never changed. */
export async function up(knex: Knex): Promise<void> {
  for (const statement of [AUDIT_LOG, NEVER_CHANGED, SECURITY]) await knex.raw(statement);
}

// No cascade from portals: the log outlives what it tells of.
const AUDIT_LOG = `
  create table audit_log (
    portal_id bigint not null references portals,
    seq bigint not null check (seq >= 1),
    at timestamptz not null,
    user_id bigint,
    email text,
    what text not null check (what <> ''),
    object text,
    object_id text,
    details jsonb not null check (jsonb_typeof(details) = 'object'),
    previous_hash text not null check (previous_hash ~ '^[0-9a-f]{64}$'),
    hash text not null check (hash ~ '^[0-9a-f]{64}$'),
    primary key (portal_id, seq),
    check ((object is null) = (object_id is null)),
    check (user_id is not null or email is null)
  );
  create index audit_log_subject on audit_log (portal_id, object, object_id, seq);`;

const NEVER_CHANGED = `
  create function refuse_change() returns trigger language plpgsql as $$
  begin
    raise exception 'rows of % are only ever added', tg_table_name using errcode = 'insufficient_privilege';
  end $$;
  create trigger never_changed before update or delete on audit_log for each row execute function refuse_change();
  create trigger never_emptied before truncate on audit_log for each statement execute function refuse_change();`;

const SECURITY = `
  alter table audit_log enable row level security, force row level security;
  create policy one_portal on audit_log
    using (portal_id = nullif(current_setting('app.portal_id', true), '')::bigint)
    with check (portal_id = nullif(current_setting('app.portal_id', true), '')::bigint);
  grant select, insert on audit_log to tieout_app;`;
