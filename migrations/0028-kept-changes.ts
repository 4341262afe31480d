import type { Knex } from "knex";

/** The changes of a pushed deal with which finance has kept its order, by their SHA-256: they may quote addresses. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table deals add column kept_changes text");
}
