import type { Knex } from "knex";

/** What a waiting deal lacks in the mapping. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table deals add column unmapped jsonb check (jsonb_typeof(unmapped) = 'object');
    create index deals_unmapped on deals (portal_id, deal_id) where unmapped is not null and pushed_at is null;`);
}
