import type { Knex } from "knex";

/** Documents that were edited, voided or deleted in the ERP after they were made, and what finance said to that. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(DRIFTS);
  await knex.raw("alter table drifts enable row level security, force row level security");
  await knex.raw(`
    create policy one_portal on drifts
      using (portal_id = nullif(current_setting('app.portal_id', true), '')::bigint)
      with check (portal_id = nullif(current_setting('app.portal_id', true), '')::bigint)`);
  await knex.raw("grant select, insert, update, delete on drifts to tieout_app");
}

const DRIFTS = `
  create table drifts (
    portal_id bigint not null,
    connection_id text not null,
    kind text not null check (kind in ('order', 'invoice')),
    external_id text not null check (external_id <> ''),
    drift_id text not null default gen_random_uuid()::text,
    order_id text not null check (order_id <> ''),
    number text,
    url text not null,
    what text not null check (what in ('amount', 'voided', 'deleted')),
    currency text not null,
    agreed_minor bigint not null,
    found_minor bigint,
    since timestamptz not null,
    state text not null check (state in ('open', 'accepted', 'ignored', 'healed')),
    decided_by jsonb,
    decided_at timestamptz,
    reason text,
    primary key (portal_id, connection_id, kind, external_id),
    unique (portal_id, drift_id),
    foreign key (portal_id, connection_id) references connections on delete cascade,
    check (kind = 'invoice' or order_id = external_id),
    check ((found_minor is null) = (what = 'deleted')),
    check (state not in ('accepted', 'ignored') or (decided_by is not null and decided_at is not null))
  );
  create index drifts_order on drifts (portal_id, connection_id, order_id);
  create index drifts_list on drifts (portal_id, state, since, drift_id);`;
