import type { Knex } from "knex";

/** Names are looked for no further than they can have points, and the reading of all customers goes on behind an id instead of a row. */
export async function up(knex: Knex): Promise<void> {
  // An owner who is no superuser may set the threshold only where the extension is loaded.
  await knex.raw("select similarity('', '')");
  await knex.raw("alter function similar_customers(text, text, integer) set pg_trgm.similarity_threshold = '0.8'");
  await knex.raw(`
    alter table customer_fills add column last_id text check (last_id <> ''), alter column next_row set default 1`);
}
