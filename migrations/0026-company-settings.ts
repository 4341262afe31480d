import type { Knex } from "knex";

/** What a QuickBooks company has otherwise than its portal, and the number that each of its sequences goes on with. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(TABLES);
  await knex.raw(REACHED);
  for (const table of ["company_settings", "order_numbers"]) {
    await knex.raw(`alter table ${table} enable row level security, force row level security`);
    await knex.raw(`
      create policy one_portal on ${table}
        using (portal_id = nullif(current_setting('app.portal_id', true), '')::bigint)
        with check (portal_id = nullif(current_setting('app.portal_id', true), '')::bigint)`);
    await knex.raw(`grant select, insert, update, delete on ${table} to tieout_app`);
  }
}

const TABLES = `
  create table company_settings (
    portal_id bigint not null,
    connection_id text not null,
    value jsonb not null check (jsonb_typeof(value) = 'object'),
    updated_at timestamptz not null default now(),
    primary key (portal_id, connection_id),
    foreign key (portal_id, connection_id) references connections on delete cascade
  );
  create table order_numbers (
    portal_id bigint not null,
    connection_id text not null,
    prefix text not null,
    next bigint not null check (next > 0),
    primary key (portal_id, connection_id, prefix),
    foreign key (portal_id, connection_id) references connections on delete cascade
  );`;

// Until now the companies of a portal counted on together. Row security would hide rows from an owner who is no superuser.
const REACHED = `
  alter table settings no force row level security;
  alter table connections no force row level security;
  insert into order_numbers (portal_id, connection_id, prefix, next)
    select portal_id, connection_id, coalesce(value #>> '{numbering,prefix}', ''), (value #>> '{numbering,next}')::bigint
    from settings join connections using (portal_id)
    where value #>> '{numbering,kind}' = 'sequence' and value #>> '{numbering,next}' is not null;
  alter table settings force row level security;
  alter table connections force row level security;`;
