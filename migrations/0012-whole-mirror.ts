import type { Knex } from "knex";

/**
 * The mirror holds every document and item of a company: credit memos and items, what orders states of one second, how far
 * each kind was read, what was read from the ERP by month, and what of it HubSpot is still to be told.
 */
export async function up(knex: Knex): Promise<void> {
  for (const statement of [VERSIONS, CREDIT_MEMOS, ITEMS, MOVES, FEEDS, READS, TELLING]) await knex.raw(statement);
  for (const table of TENANT_TABLES) await secure(knex, table);
}

const TENANT_TABLES = [
  "mirrored_credit_memos",
  "mirrored_items",
  "moved_customers",
  "mirror_feeds",
  "mirror_catch_ups",
  "erp_reads",
  "stale_records",
  "shown_companies",
];

/** One portal's rows and no others, for reading and for writing, for the owner too. */
async function secure(knex: Knex, table: string): Promise<void> {
  await knex.raw(`alter table ${table} enable row level security, force row level security`);
  await knex.raw(`
    create policy one_portal on ${table}
      using (portal_id = nullif(current_setting('app.portal_id', true), '')::bigint)
      with check (portal_id = nullif(current_setting('app.portal_id', true), '')::bigint)`);
  await knex.raw(`grant select, insert, update, delete on ${table} to tieout_app`);
}

/** The ERP's own counter of a record's changes: its times have whole seconds only. */
const VERSIONS = ["orders", "invoices", "payments"]
  .map((kind) => `alter table mirrored_${kind} add column version integer not null default 0 check (version >= 0);`)
  .join("\n");

const mirrored = (kind: string, more: string) => `
  create table mirrored_${kind}s (
    portal_id bigint not null,
    connection_id text not null,
    ${kind}_id text not null check (${kind}_id <> ''),
    ${more}
    record jsonb not null check (jsonb_typeof(record) = 'object'),
    last_updated timestamptz not null,
    version integer not null check (version >= 0),
    seen_at timestamptz not null,
    gone_at timestamptz,
    primary key (portal_id, connection_id, ${kind}_id),
    foreign key (portal_id, connection_id) references connections on delete cascade
  );`;

const CREDIT_MEMOS = `${mirrored("credit_memo", "customer_id text not null,")}
  create index mirrored_credit_memos_customer on mirrored_credit_memos (portal_id, connection_id, customer_id);`;

const ITEMS = mirrored("item", "");

const MOVES = `
  -- Whom a customer's documents went over to, when it was last seen: who takes the place of one that is gone.
  create table moved_customers (
    portal_id bigint not null,
    connection_id text not null,
    from_id text not null,
    to_id text not null,
    primary key (portal_id, connection_id, from_id),
    foreign key (portal_id, connection_id) references connections on delete cascade,
    check (from_id <> to_id)
  );`;

const FEEDS = `
  create table mirror_feeds (
    portal_id bigint not null,
    connection_id text not null,
    kind text not null check (kind in ('customer', 'item', 'order', 'payment', 'creditMemo', 'invoice')),
    state text not null check (state in ('waiting', 'filling', 'checking', 'done')),
    done integer not null default 0 check (done >= 0),
    total integer check (total >= 0),
    begun_at timestamptz not null,
    finished_at timestamptz,
    primary key (portal_id, connection_id, kind),
    foreign key (portal_id, connection_id) references connections on delete cascade,
    check (state <> 'done' or finished_at is not null)
  );

  create table mirror_catch_ups (
    portal_id bigint not null,
    connection_id text not null,
    -- All that changed before is in the mirror.
    changed_since timestamptz not null,
    primary key (portal_id, connection_id),
    foreign key (portal_id, connection_id) references connections on delete cascade
  );`;

const READS = `
  create table erp_reads (
    portal_id bigint not null,
    connection_id text not null,
    month text not null check (month ~ '^[0-9]{4}-[0-9]{2}$'),
    reads integer not null check (reads > 0),
    primary key (portal_id, connection_id, month),
    foreign key (portal_id, connection_id) references connections on delete cascade
  );`;

const TELLING = `
  create table stale_records (
    portal_id bigint not null references portals on delete cascade,
    object text not null check (object in ('deal', 'company')),
    record_id text not null check (record_id <> ''),
    -- Counts the reasons, so that one that comes while the record is being told is not lost.
    marks integer not null default 1 check (marks > 0),
    primary key (portal_id, object, record_id)
  );

  create table shown_companies (
    portal_id bigint not null references portals on delete cascade,
    company_id text not null check (company_id <> ''),
    shown jsonb not null check (jsonb_typeof(shown) = 'object'),
    primary key (portal_id, company_id)
  );`;
