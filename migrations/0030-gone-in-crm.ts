import type { Knex } from "knex";

/** HubSpot said that it does not have the record any more: nothing is shown on it until it is found there again. Of a company it is known since when, so that its deals are looked at once. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table deals add column gone boolean not null default false");
  await knex.raw("alter table shown_companies add column gone_at timestamptz");
}
