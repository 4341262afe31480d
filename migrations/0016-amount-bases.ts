import type { Knex } from "knex";

/** The amount basis that a portal's won deals speak for, and whether a person has chosen one. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(AMOUNT_BASES);
}

const AMOUNT_BASES = `
  create table amount_bases (
    portal_id bigint primary key references portals on delete cascade,
    basis text check (basis in ('tcv', 'acv', 'arr', 'mrr', 'lineSum')),
    fitting integer,
    deals integer,
    proposed_at timestamptz,
    chosen_at timestamptz,
    check ((basis is null) = (fitting is null) and (basis is null) = (deals is null)),
    check (fitting between 1 and deals)
  );
  alter table amount_bases enable row level security, force row level security;
  create policy one_portal on amount_bases
    using (portal_id = nullif(current_setting('app.portal_id', true), '')::bigint)
    with check (portal_id = nullif(current_setting('app.portal_id', true), '')::bigint);
  grant select, insert, update, delete on amount_bases to tieout_app;`;
