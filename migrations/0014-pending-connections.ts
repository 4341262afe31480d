import type { Knex } from "knex";

/** A company that was chosen waits as `pending` until an admin has seen its name and said yes. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table connections drop constraint connections_state_check;
    alter table connections add constraint connections_state_check
      check (state in ('pending', 'active', 'needsReconnect', 'disconnected'));`);
}
