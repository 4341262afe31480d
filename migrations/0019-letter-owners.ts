import type { Knex } from "knex";

/** Who looks after a dead letter is named by the e-mail that HubSpot signed, so that a card can say it without asking HubSpot. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw("alter table dead_letters add column owner_email text");
}
