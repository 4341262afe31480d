import type { Knex } from "knex";

/** What both systems said last of each field of a buyer, and what a person has to decide about. */
export async function up(knex: Knex): Promise<void> {
  for (const statement of [SYNCED_FIELDS, CONFLICTS]) await knex.raw(statement);
  for (const table of ["synced_fields", "conflicts"]) await secure(knex, table);
}

async function secure(knex: Knex, table: string): Promise<void> {
  await knex.raw(`alter table ${table} enable row level security, force row level security`);
  await knex.raw(`
    create policy one_portal on ${table}
      using (portal_id = nullif(current_setting('app.portal_id', true), '')::bigint)
      with check (portal_id = nullif(current_setting('app.portal_id', true), '')::bigint)`);
  await knex.raw(`grant select, insert, update, delete on ${table} to tieout_app`);
}

/** It goes with the link of buyer and customer: over to another record with it, and away with it. */
const OF_LINK = `
    portal_id bigint not null,
    connection_id text not null,
    record_type text not null default 'customer' check (record_type = 'customer'),
    record_id text not null,
    currency text not null,
    field text not null check (field <> ''),
    foreign key (portal_id, connection_id, record_type, record_id, currency) references links on update cascade on delete cascade`;

const SYNCED_FIELDS = `
  create table synced_fields (
    ${OF_LINK},
    hubspot jsonb not null check (jsonb_typeof(hubspot) = 'object'),
    quickbooks jsonb not null check (jsonb_typeof(quickbooks) = 'object'),
    synced_at timestamptz not null,
    -- Another value that QuickBooks was seen to hold since, and when first: it tells no time of its own for a field.
    seen_hash text,
    seen_at timestamptz,
    primary key (portal_id, connection_id, record_type, record_id, currency, field),
    check ((seen_hash is null) = (seen_at is null))
  );`;

const CONFLICTS = `
  create table conflicts (
    ${OF_LINK},
    conflict_id text not null default gen_random_uuid()::text,
    buyer text not null,
    kind text not null check (kind in ('conflict', 'proposal')),
    why text not null check (why <> ''),
    hubspot jsonb not null check (jsonb_typeof(hubspot) = 'object'),
    quickbooks jsonb not null check (jsonb_typeof(quickbooks) = 'object'),
    synced jsonb check (jsonb_typeof(synced) = 'object'),
    hubspot_at timestamptz,
    hubspot_by text,
    quickbooks_at timestamptz,
    opened_at timestamptz not null,
    -- What a person decided, until it is carried out.
    chosen text check (chosen in ('hubspot', 'quickbooks', 'both')),
    primary key (portal_id, conflict_id),
    unique (portal_id, connection_id, record_type, record_id, currency, field)
  );
  create index conflicts_open on conflicts (portal_id, opened_at, conflict_id) where chosen is null;`;
