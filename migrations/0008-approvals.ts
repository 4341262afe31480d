import type { Knex } from "knex";

/** What finance is asked to approve and what it decided, and who asked for a push. */
export async function up(knex: Knex): Promise<void> {
  for (const statement of [REQUESTER, APPROVALS, DECIDED_STAYS, ROW_SECURITY]) await knex.raw(statement);
}

const REQUESTER = "alter table deals add column requested_email text";

const APPROVALS = `
  create table approvals (
    portal_id bigint not null references portals on delete cascade,
    approval_id text not null default gen_random_uuid()::text,
    deal_id text not null check (deal_id <> ''),
    deal_name text not null,
    -- json, not jsonb: the sale that was judged stays the text that was hashed.
    sale json not null check (json_typeof(sale) = 'object'),
    sale_hash text not null check (sale_hash ~ '^[0-9a-f]{64}$'),
    reasons jsonb not null check (jsonb_typeof(reasons) = 'array' and reasons <> '[]'),
    requested_by jsonb,
    since timestamptz not null,
    state text not null default 'open' check (state in ('open', 'approved', 'refused')),
    decided_by jsonb,
    decided_at timestamptz,
    reason text check (reason <> ''),
    primary key (portal_id, approval_id),
    check ((state = 'open') = (decided_at is null) and (state = 'open') = (decided_by is null)),
    check (state <> 'refused' or reason is not null)
  );
  create unique index approvals_one_open on approvals (portal_id, deal_id) where state = 'open';
  create index approvals_of_deal on approvals (portal_id, deal_id, decided_at);
  create index approvals_list on approvals (portal_id, state, coalesce(decided_at, since));`;

/** A decision is added and never changed. */
const DECIDED_STAYS = `
  create function approvals_decided_stays() returns trigger language plpgsql as $$
  begin
    raise exception 'a decision is never changed';
  end $$;
  create trigger approvals_decided_stays before update on approvals
    for each row when (old.state <> 'open') execute function approvals_decided_stays();`;

const ROW_SECURITY = `
  alter table approvals enable row level security, force row level security;
  create policy one_portal on approvals
    using (portal_id = nullif(current_setting('app.portal_id', true), '')::bigint)
    with check (portal_id = nullif(current_setting('app.portal_id', true), '')::bigint);
  grant select, insert, update, delete on approvals to tieout_app;`;
