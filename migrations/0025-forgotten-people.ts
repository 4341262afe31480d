import type { Knex } from "knex";

/** Contacts whose data was deleted at their own wish, so that what the books hold of them is not mirrored again. */
export async function up(knex: Knex): Promise<void> {
  for (const statement of [FORGOTTEN_PEOPLE, SECURITY]) await knex.raw(statement);
}

const FORGOTTEN_PEOPLE = `
  create table forgotten_people (
    portal_id bigint not null references portals on delete cascade,
    contact_id text not null check (contact_id <> ''),
    forgotten_at timestamptz not null,
    primary key (portal_id, contact_id)
  );`;

const SECURITY = `
  alter table forgotten_people enable row level security, force row level security;
  create policy one_portal on forgotten_people
    using (portal_id = nullif(current_setting('app.portal_id', true), '')::bigint)
    with check (portal_id = nullif(current_setting('app.portal_id', true), '')::bigint);
  grant select, insert, update, delete on forgotten_people to tieout_app;`;
