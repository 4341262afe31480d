import type { Knex } from "knex";

/** Orders that somebody rejected, closed or invoiced in the ERP, and what finance said to that. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(HOLDS);
  await knex.raw("alter table holds enable row level security, force row level security");
  await knex.raw(`
    create policy one_portal on holds
      using (portal_id = nullif(current_setting('app.portal_id', true), '')::bigint)
      with check (portal_id = nullif(current_setting('app.portal_id', true), '')::bigint)`);
  await knex.raw("grant select, insert, update, delete on holds to tieout_app");
}

const HOLDS = `
  create table holds (
    portal_id bigint not null,
    connection_id text not null,
    order_id text not null check (order_id <> ''),
    hold_id text not null default gen_random_uuid()::text,
    why text not null check (why in ('rejected', 'closed', 'invoiced')),
    invoice_ids text[] not null,
    since timestamptz not null,
    state text not null check (state in ('open', 'healed', 'wait', 'cancel', 'adopt', 'keep', 'stop')),
    answered_by jsonb,
    answered_at timestamptz,
    reason text,
    primary key (portal_id, connection_id, order_id),
    unique (portal_id, hold_id),
    foreign key (portal_id, connection_id) references connections on delete cascade,
    check ((cardinality(invoice_ids) > 0) = (why = 'invoiced')),
    check (state in ('open', 'healed') or (answered_by is not null and answered_at is not null)),
    check (case why
      when 'rejected' then state in ('open', 'healed', 'wait', 'cancel')
      when 'closed' then state in ('open', 'healed', 'keep', 'stop')
      else state in ('open', 'healed', 'adopt', 'keep', 'stop') end)
  );
  create index holds_list on holds (portal_id, state, since, hold_id);`;
