import type { Knex } from "knex";

/** The tables behind `api/ports/store.ts`, the two roles that may touch them, and the row security between portals. */
export async function up(knex: Knex): Promise<void> {
  for (const statement of [PORTALS, CONNECTIONS, DEALS, LINKS, INTENTS, MIRROR, INBOX]) await knex.raw(statement);
  for (const table of TENANT_TABLES) await secure(knex, table);
  await knex.raw(GRANTS);
}

const TENANT_TABLES = [
  "portals",
  "settings",
  "connections",
  "product_mappings",
  "deals",
  "links",
  "intents",
  "mirrored_orders",
  "mirrored_invoices",
  "mirrored_invoice_orders",
  "mirrored_payments",
  "mirrored_payment_invoices",
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

const PORTALS = `
  create table portals (
    portal_id bigint primary key check (portal_id > 0),
    state text not null default 'installed' check (state in ('installed', 'needsReconnect', 'uninstalled')),
    time_zone text not null check (time_zone <> ''),
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    installed_by bigint,
    scopes text[] not null default '{}',
    tokens text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  );

  create table settings (
    portal_id bigint primary key references portals on delete cascade,
    value jsonb not null check (jsonb_typeof(value) = 'object'),
    updated_at timestamptz not null default now()
  );`;

const CONNECTIONS = `
  create table connections (
    portal_id bigint not null references portals on delete cascade,
    connection_id text not null,
    state text not null default 'active' check (state in ('active', 'needsReconnect', 'disconnected')),
    realm_index text not null,
    realm text not null,
    tokens text not null,
    company jsonb not null check (jsonb_typeof(company) = 'object'),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (portal_id, connection_id),
    unique (portal_id, realm_index)
  );
  -- Webhooks know the realm alone.
  create index connections_realm on connections (realm_index);

  create table product_mappings (
    portal_id bigint not null references portals on delete cascade,
    position integer not null check (position >= 0),
    product_id text,
    sku text,
    manual_review boolean not null default false,
    items jsonb not null check (jsonb_typeof(items) = 'array'),
    primary key (portal_id, position),
    unique (portal_id, product_id),
    unique (portal_id, sku),
    check (product_id is not null or sku is not null)
  );`;

const DEALS = `
  create table deals (
    portal_id bigint not null references portals on delete cascade,
    deal_id text not null check (deal_id <> ''),
    connection_id text,
    state text not null default 'notReady' check (state in ('notReady', 'ready', 'awaitingApproval', 'needsReview', 'pushing',
      'pushed', 'changed', 'cancelled', 'failed', 'notConnected')),
    message text,
    findings jsonb not null default '[]' check (jsonb_typeof(findings) = 'array'),
    frozen_sale json,
    requested_by text,
    push_key text,
    changed_at timestamptz,
    pushed_at timestamptz,
    failing_since timestamptz,
    shown jsonb,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (portal_id, deal_id),
    foreign key (portal_id, connection_id) references connections
  );
  create index deals_state on deals (portal_id, state);`;

const LINKS = `
  create table links (
    portal_id bigint not null,
    connection_id text not null,
    record_type text not null check (record_type in ('customer', 'order')),
    record_id text not null check (record_id <> ''),
    currency text not null check (currency ~ '^([A-Z]{3}|[*])$'),
    external_id text not null check (external_id <> ''),
    how text not null check (how in ('found', 'created', 'chosen')),
    reasons text[] not null default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (portal_id, connection_id, record_type, record_id, currency),
    unique (portal_id, connection_id, record_type, external_id),
    foreign key (portal_id, connection_id) references connections on delete cascade
  );`;

const INTENTS = `
  create table intents (
    portal_id bigint not null,
    connection_id text not null,
    record_type text not null check (record_type in ('customer', 'order')),
    record_id text not null check (record_id <> ''),
    currency text not null check (currency ~ '^([A-Z]{3}|[*])$'),
    generation integer not null check (generation >= 1),
    -- json, not jsonb: what is sent again must be the same text.
    payload json not null check (json_typeof(payload) = 'object'),
    request_id text not null check (length(request_id) between 1 and 50),
    marker text not null check (marker <> ''),
    state text not null default 'planned' check (state in ('planned', 'sent', 'done', 'rejected', 'gone')),
    attempts integer not null default 0 check (attempts >= 0),
    created_at timestamptz not null,
    last_sent_at timestamptz,
    resend_after timestamptz,
    external_id text,
    fault text,
    primary key (portal_id, connection_id, record_type, record_id, currency, generation),
    unique (portal_id, connection_id, request_id),
    foreign key (portal_id, connection_id) references connections on delete cascade,
    check (state <> 'planned' or attempts = 0),
    check (state <> 'sent' or (attempts > 0 and last_sent_at is not null)),
    check (state <> 'done' or external_id is not null)
  );
  -- A new generation may begin only when the one before it has come to its end.
  create unique index intents_one_open on intents (portal_id, connection_id, record_type, record_id, currency)
    where state in ('planned', 'sent');`;

const MIRROR = ["order", "invoice", "payment"]
  .map(
    (kind) => `
  create table mirrored_${kind}s (
    portal_id bigint not null,
    connection_id text not null,
    ${kind}_id text not null check (${kind}_id <> ''),
    customer_id text not null,
    record jsonb not null check (jsonb_typeof(record) = 'object'),
    last_updated timestamptz not null,
    seen_at timestamptz not null,
    gone_at timestamptz,
    primary key (portal_id, connection_id, ${kind}_id),
    foreign key (portal_id, connection_id) references connections on delete cascade
  );
  create index mirrored_${kind}s_customer on mirrored_${kind}s (portal_id, connection_id, customer_id);`,
  )
  .concat(
    `
  create table mirrored_invoice_orders (
    portal_id bigint not null,
    connection_id text not null,
    invoice_id text not null,
    order_id text not null,
    primary key (portal_id, connection_id, order_id, invoice_id),
    foreign key (portal_id, connection_id, invoice_id) references mirrored_invoices on delete cascade
  );
  create index mirrored_invoice_orders_invoice on mirrored_invoice_orders (portal_id, connection_id, invoice_id);

  create table mirrored_payment_invoices (
    portal_id bigint not null,
    connection_id text not null,
    payment_id text not null,
    invoice_id text not null,
    primary key (portal_id, connection_id, invoice_id, payment_id),
    foreign key (portal_id, connection_id, payment_id) references mirrored_payments on delete cascade
  );
  create index mirrored_payment_invoices_payment on mirrored_payment_invoices (portal_id, connection_id, payment_id);`,
  )
  .join("\n");

const INBOX = `
  create table inbox_events (
    event_id text primary key check (event_id <> ''),
    source text not null check (source in ('hubspot', 'quickbooks')),
    dedupe_key text not null check (dedupe_key <> ''),
    portal_id bigint,
    realm text,
    type text not null,
    object_id text not null,
    occurred_at timestamptz not null,
    received_at timestamptz not null default now(),
    arrival bigint generated always as identity,
    handled_at timestamptz,
    unique (source, dedupe_key)
  );
  create index inbox_events_pending on inbox_events (arrival) where handled_at is null;

  create table oauth_states (
    state_id text primary key check (state_id <> ''),
    purpose text not null check (purpose in ('hubspot', 'quickbooks')),
    portal_id bigint,
    user_id bigint,
    expires_at timestamptz not null,
    used_at timestamptz
  );`;

const GRANTS = `
  grant select, insert, update on portals to tieout_system;
  create policy every_portal on portals to tieout_system using (true) with check (true);
  grant select (portal_id, connection_id, realm_index, state) on connections to tieout_system;
  create policy every_portal on connections for select to tieout_system using (true);
  grant select, insert, update, delete on inbox_events, oauth_states to tieout_system;`;
