import type { Knex } from "knex";

/** A record that was gone before anybody saw it is remembered by its id alone, so that a read which began earlier cannot bring it back. */
export async function up(knex: Knex): Promise<void> {
  for (const kind of ["orders", "invoices", "payments", "credit_memos", "items"]) {
    if (kind !== "items") await knex.raw(`alter table mirrored_${kind} alter column customer_id drop not null`);
    await knex.raw(`
      alter table mirrored_${kind}
        alter column record drop not null, alter column last_updated drop not null, alter column version drop not null,
        add constraint mirrored_${kind}_seen_or_gone
          check (gone_at is not null or (record is not null and last_updated is not null and version is not null))`);
  }
}
