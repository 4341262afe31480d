import type { Knex } from "knex";

/** What the CRM's products were last told of the ERP's items, and which month's reads have raised an alarm. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table catalogue_told (
      portal_id bigint not null references portals on delete cascade,
      sku text not null check (sku <> ''),
      told jsonb not null check (jsonb_typeof(told) = 'object'),
      primary key (portal_id, sku)
    )`);
  await knex.raw("alter table catalogue_told enable row level security, force row level security");
  await knex.raw(`
    create policy one_portal on catalogue_told
      using (portal_id = nullif(current_setting('app.portal_id', true), '')::bigint)
      with check (portal_id = nullif(current_setting('app.portal_id', true), '')::bigint)`);
  await knex.raw("grant select, insert, update, delete on catalogue_told to tieout_app");
  await knex.raw("alter table erp_reads add column alarmed_at timestamptz");
}
