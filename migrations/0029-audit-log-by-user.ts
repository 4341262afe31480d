import type { Knex } from "knex";

/** Who a user is, is known from what they decided last. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw("create index audit_log_user on audit_log (portal_id, user_id, seq) where email is not null");
}
