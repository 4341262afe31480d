import { NORTHWIND_PORTAL } from "../../sandbox/seed/hubspot.ts";
import { US_REALM } from "../../sandbox/seed/quickbooks.ts";
import type { Stage } from "../harness.ts";

/**
 * What stands in QuickBooks, in HubSpot and with us, without the ids, numbers and times that may differ from run to run: what a
 * crash must not change. `today` is the day that all of it happened on.
 */
export async function accountOf({ sandbox, db }: Pick<Stage, "sandbox" | "db">, today: string): Promise<Record<string, string[]>> {
  const customers = sandbox.quickbooks.all(US_REALM, "Customer");
  const nameOf = (id: string | undefined) => customers.find(({ Id }) => Id === id)?.DisplayName;
  const orders = sandbox.quickbooks.all(US_REALM, "Estimate");
  const person = sandbox.hubspot.portal(NORTHWIND_PORTAL);
  // What is overdue is so since the same day, whenever it is looked at.
  const sinceOf = (days: string) =>
    Temporal.PlainDate.from(today)
      .subtract({ days: Number(days) })
      .toString();
  const overdueSince = (line: string) => line.replace(/(?<=tieout_days_overdue · )[1-9]\d*/, sinceOf);
  const own = ([name, value]: [string, string | null]) => name.startsWith("tieout_") && !CHANGING.test(name) && value;
  const shown = (object: string) =>
    person.list(object).map(({ id, properties }) => told([object, id, ...Object.entries(properties).filter(own).flat()]));
  const sorted = (lines: string[]) => lines.map((line) => overdueSince(line).replaceAll(today, "today")).toSorted();
  return {
    customers: sorted(customers.map(({ DisplayName, Notes, Active }) => told([DisplayName, Notes, Active]))),
    orders: sorted(orders.map((order) => told([nameOf(order.CustomerRef?.value), order.PrivateNote, order.TotalAmt, order["TxnStatus"]]))),
    shown: sorted([...shown("deals"), ...shown("companies")]),
    ours: sorted((await db.ask(OURS)).map(({ told: line }) => String(line))),
  };
}

const CHANGING = /synced_at|order_number|order_url|_url$/;
const told = (parts: unknown[]) => parts.map((part) => String(part ?? "")).join(" · ");

/** A line for each thing; what is counted must not be there twice. Letters of an account that has left wait for nobody. */
const OURS = `
  select concat_ws(' · ', 'deal', deal_id, state, message, requested_by, pushed_at is not null, failing_since is not null, frozen_sale is not null) as told from deals
  union all select concat_ws(' · ', 'link', record_type, record_id, currency, how) from links
  union all select concat_ws(' · ', 'open intent', record_type, record_id, state) from intents where state in ('planned', 'sent')
  union all select concat_ws(' · ', 'approval', deal_id, state) from approvals
  union all select concat_ws(' · ', 'match', record_id, currency, state, how, deals) from matches
  union all select concat_ws(' · ', 'letter', kind, object, record_id, code, state) from dead_letters
    where state <> 'healed' and not exists (select from portals where state = 'uninstalled')
  union all select concat_ws(' · ', 'run', action, answer is not null) from workflow_runs
  union all select concat_ws(' · ', 'decision', what, count(*)) from audit_log group by what
  union all select concat_ws(' · ', 'forgotten', details ->> 'deals') from audit_log where what = 'person.forgotten'
  union all select concat_ws(' · ', 'letter''s owner', record_id, owner_id) from dead_letters where owner_id is not null
  union all select concat_ws(' · ', 'drift', kind, what, state) from drifts
  union all select concat_ws(' · ', 'conflict', record_id, field, chosen) from conflicts
  union all select concat_ws(' · ', 'consent', workflow_id, granted) from workflow_consents
  union all select concat_ws(' · ', 'no duplicate', deal_id) from dismissed_duplicates
  union all select concat_ws(' · ', 'mapping', version, what) from mapping_versions
  union all select concat_ws(' · ', 'settings', value) from settings
  union all select concat_ws(' · ', 'settings of a company', value) from company_settings
  union all select concat_ws(' · ', 'portal', state, tokens is null, uninstalled_at is not null, erased_at is not null) from portals
  union all select concat_ws(' · ', 'connection', state, tokens is null, count(*)) from connections group by state, tokens is null
  union all select concat_ws(' · ', 'event', source, type, object_id) from inbox_events where handled_at is null
  union all select concat_ws(' · ', 'mirrored order', record ->> 'status', gone_at is not null) from mirrored_orders
  union all select concat_ws(' · ', 'mirrored invoice', record ->> 'balance', gone_at is not null) from mirrored_invoices
  union all select concat_ws(' · ', 'mirrored payment', record ->> 'total') from mirrored_payments
  union all select concat_ws(' · ', 'untold', object, record_id) from stale_records
  union all select concat_ws(' · ', 'job', name, state) from pgboss.job where state < 'completed'`;
