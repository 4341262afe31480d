import type { Knex } from "knex";

/** When an account left, what is still known of it after that, and that a company which was left has no tokens. */
export async function up(knex: Knex): Promise<void> {
  for (const statement of [LEFT, NO_TOKENS, ERASE]) await knex.raw(statement);
}

// `uninstalled_at` is empty as long as what an account leaves behind has not been stopped.
const LEFT = `
  alter table portals
    add column uninstalled_at timestamptz,
    add column erased_at timestamptz,
    add check (state = 'uninstalled' or uninstalled_at is null),
    add check (erased_at is null or uninstalled_at is not null);`;

const NO_TOKENS = `
  alter table connections
    alter column tokens drop not null,
    add check (tokens is not null or state = 'disconnected');`;

// As the tables' owner, since some rows may only be added; row security lets it see the transaction's own portal alone. Deals
// refer to connections without a cascade, so connections go last.
const ERASE = `
  create function erase_portal() returns void language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    portal bigint := nullif(current_setting('app.portal_id', true), '')::bigint;
    tenant text;
  begin
    if not exists (select from portals where portal_id = portal and state = 'uninstalled') then
      raise exception 'only an account that has left is erased';
    end if;
    for tenant in
      select relname from pg_class join pg_attribute on attrelid = pg_class.oid and attname = 'portal_id' and attnum = 1
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname not in ('portals', 'audit_log', 'sync_log')
      order by relname = 'connections'
    loop
      execute format('delete from %I where portal_id = $1', tenant) using portal;
    end loop;
    delete from inbox_events where portal_id = portal;
    delete from oauth_states where portal_id = portal;
    update sync_log set payload = null where portal_id = portal and payload is not null;
    update portals set installed_by = null, scopes = '{}', erased_at = now() where portal_id = portal;
  end $$;
  revoke execute on function erase_portal() from public;
  grant execute on function erase_portal() to tieout_app;`;
