import type { Knex } from "knex";

/** Documents that look like a deal's sale and that finance has said are something else. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(DISMISSED);
  await knex.raw(`alter table dismissed_duplicates enable row level security, force row level security`);
  await knex.raw(`
    create policy one_portal on dismissed_duplicates
      using (portal_id = nullif(current_setting('app.portal_id', true), '')::bigint)
      with check (portal_id = nullif(current_setting('app.portal_id', true), '')::bigint)`);
  await knex.raw(`grant select, insert, update, delete on dismissed_duplicates to tieout_app`);
}

const DISMISSED = `
  create table dismissed_duplicates (
    portal_id bigint not null,
    deal_id text not null,
    document text not null check (document ~ '^(order|invoice):.+$'),
    user_id bigint not null,
    user_email text,
    dismissed_at timestamptz not null,
    primary key (portal_id, deal_id, document),
    foreign key (portal_id, deal_id) references deals on delete cascade
  )`;
