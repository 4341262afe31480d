import type { Knex } from "knex";

/** The mirror of customers with the keys by which they are found, and what was decided about who a buyer is. */
export async function up(knex: Knex): Promise<void> {
  for (const statement of [EXTENSIONS, MIRROR, MATCHES]) await knex.raw(statement);
  for (const table of ["mirrored_customers", "customer_keys", "customer_fills", "matches"]) await secure(knex, table);
  await knex.raw(SIMILAR);
}

async function secure(knex: Knex, table: string): Promise<void> {
  await knex.raw(`alter table ${table} enable row level security, force row level security`);
  await knex.raw(`
    create policy one_portal on ${table}
      using (portal_id = nullif(current_setting('app.portal_id', true), '')::bigint)
      with check (portal_id = nullif(current_setting('app.portal_id', true), '')::bigint)`);
  await knex.raw(`grant select, insert, update, delete on ${table} to tieout_app`);
}

/** Both are trusted: whoever may create in the database may have them. */
const EXTENSIONS = `
  create extension if not exists pg_trgm;
  create extension if not exists btree_gin;`;

const MIRROR = `
  create table mirrored_customers (
    portal_id bigint not null,
    connection_id text not null,
    customer_id text not null check (customer_id <> ''),
    record jsonb not null check (jsonb_typeof(record) = 'object'),
    seen_at timestamptz not null,
    primary key (portal_id, connection_id, customer_id),
    foreign key (portal_id, connection_id) references connections on delete cascade
  );

  create table customer_keys (
    portal_id bigint not null,
    connection_id text not null,
    kind text not null check (kind in ('name', 'email', 'domain', 'phone', 'taxId', 'house')),
    value text not null check (value <> '' and length(value) <= 500),
    customer_id text not null,
    primary key (portal_id, connection_id, kind, value, customer_id),
    foreign key (portal_id, connection_id, customer_id) references mirrored_customers on delete cascade
  );
  create index customer_keys_customer on customer_keys (portal_id, connection_id, customer_id);
  -- The connection comes first, so that a search meets no names of other companies.
  create index customer_keys_names on customer_keys using gin (connection_id, value gin_trgm_ops) where kind = 'name';

  create table customer_fills (
    portal_id bigint not null,
    connection_id text not null,
    next_row integer not null check (next_row >= 1),
    started_at timestamptz not null,
    filled_at timestamptz,
    primary key (portal_id, connection_id),
    foreign key (portal_id, connection_id) references connections on delete cascade
  );`;

/** One row per buyer and currency that needs a decision or had one. */
const MATCHES = `
  create table matches (
    portal_id bigint not null,
    match_id text not null check (match_id <> ''),
    connection_id text not null,
    record_id text not null check (record_id ~ '^(company|contact):'),
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    state text not null check (state in ('open', 'linked', 'new')),
    how text check (how in ('auto', 'chosen')),
    customer_id text,
    parent_id text,
    by_hand boolean not null default false,
    buyer jsonb not null check (jsonb_typeof(buyer) = 'object'),
    deals jsonb not null default '[]' check (jsonb_typeof(deals) = 'array'),
    candidates jsonb not null default '[]' check (jsonb_typeof(candidates) = 'array'),
    reasons text[] not null default '{}',
    not_the_same text[] not null default '{}',
    decided_by jsonb,
    decided_at timestamptz,
    opened_at timestamptz not null,
    primary key (portal_id, match_id),
    unique (portal_id, connection_id, record_id, currency),
    foreign key (portal_id, connection_id) references connections on delete cascade,
    check ((state = 'open') = (how is null)),
    check ((state = 'open') = (decided_at is null)),
    check (state <> 'linked' or customer_id is not null)
  );
  create index matches_open on matches (portal_id, opened_at, match_id) where state = 'open';
  create index matches_decided on matches (portal_id, decided_at desc, match_id) where state <> 'open';`;

/**
 * Under row security PostgreSQL uses a trigram index only for its owner, since the operator is not leakproof: what it tells of
 * a name could tell of another portal's. So the owner may read the keys, in this function alone, which keeps to the portal of
 * the transaction itself.
 */
const SIMILAR = `
  create policy searched_by_owner on customer_keys for select to current_user using (true);

  create function similar_customers(of_connection text, of_name text, most integer)
  returns table (customer_id text) language sql stable security definer
  set search_path = public, pg_temp set pg_trgm.similarity_threshold = '0.7' as $$
    select found.customer_id from customer_keys as found
    where found.portal_id = nullif(current_setting('app.portal_id', true), '')::bigint
      and found.connection_id = of_connection and found.kind = 'name' and found.value % of_name
    order by similarity(found.value, of_name) desc, found.customer_id
    limit most;
  $$;
  revoke execute on function similar_customers from public;
  grant execute on function similar_customers to tieout_app;`;
