import type { Drift, Drifts, ListedDrift } from "../ports/drifts.ts";
import { pageOf, readCursor } from "./page-of.ts";
import type { PortalScope } from "./with-portal.ts";
import type { Person } from "../domain/person.ts";

type DriftTableRow = {
  portal_id: string;
  connection_id: string;
  kind: Drift["kind"];
  external_id: string;
  drift_id: string;
  order_id: string;
  number: string | null;
  url: string;
  what: Drift["what"];
  currency: string;
  agreed_minor: string;
  found_minor: string | null;
  since: Temporal.Instant;
  state: Drift["state"];
  decided_by: Person | null;
  decided_at: Temporal.Instant | null;
  reason: string | null;
};

/** With the deal of its order, and whom that was sold to. */
type ListedDriftRow = DriftTableRow & { deal_id: string; company: string | null };

/** The drifted documents of one portal, bound to its transaction; whenever that changes, the people who are to know are told. */
export function driftsOf({ trx, portalId }: PortalScope, alert: () => Promise<void>): Drifts {
  const all = () => trx<DriftTableRow>("drifts").where({ portal_id: String(portalId) });
  const listed = (narrowed: string, values: readonly (string | number)[]) =>
    trx
      .raw<{ rows: ListedDriftRow[] }>(
        `select drifts.*, links.record_id as deal_id, deals.frozen_sale -> 'buyer' ->> 'name' as company from drifts
         join links on links.portal_id = drifts.portal_id and links.connection_id = drifts.connection_id
           and links.record_type = 'order' and links.external_id = drifts.order_id
         left join deals on deals.portal_id = links.portal_id and deals.deal_id = links.record_id
         where drifts.portal_id = ? and ${narrowed}`,
        [portalId, ...values],
      )
      .then(({ rows }) => rows.map(listedFrom));
  return {
    async find(connection_id, kind, external_id) {
      const row = await all().where({ connection_id, kind, external_id }).first();
      return row ? driftFrom(row) : null;
    },
    async ofOrder(connection_id, order_id) {
      return (await all().where({ connection_id, order_id }).orderBy(["kind", "external_id"])).map(driftFrom);
    },
    async save({ connectionId, kind, externalId, orderId, number, url, currency }, { what, agreed, found, state }, at) {
      const facts = {
        order_id: orderId,
        number,
        url,
        what,
        currency,
        agreed_minor: String(agreed),
        found_minor: found?.toString() ?? null,
      };
      const undecided = { state, since: at.toString(), decided_by: null, decided_at: null, reason: null };
      await trx("drifts")
        .insert({ portal_id: portalId, connection_id: connectionId, kind, external_id: externalId, ...facts, ...undecided })
        .onConflict(["portal_id", "connection_id", "kind", "external_id"])
        .merge({ ...facts, ...undecided, drift_id: trx.raw("excluded.drift_id") });
      await alert();
    },
    async decide(driftId, { state, by, at, reason }) {
      const decided = await all()
        .where({ drift_id: driftId, state: "open" })
        .update({ state, decided_by: JSON.stringify(by), decided_at: at.toString(), reason } as never);
      await alert();
      return decided === 0 ? null : ((await listed("drift_id = ?", [driftId]))[0] ?? null);
    },
    async list({ state, after, limit }) {
      const past = after === null ? [] : readCursor(after);
      const beyond = after === null ? "" : "and (since, drift_id) > (?::timestamptz, ?)";
      const rows = await listed(`drifts.state = ? ${beyond} order by since, drift_id limit ?`, [state, ...past, limit + 1]);
      const page = pageOf(rows, limit, ({ since, driftId }) => ({ at: since, id: driftId }));
      return { drifts: page.rows, cursor: page.cursor };
    },
  };
}

function driftFrom(row: DriftTableRow): Drift {
  return {
    driftId: row.drift_id,
    connectionId: row.connection_id,
    kind: row.kind,
    externalId: row.external_id,
    orderId: row.order_id,
    number: row.number,
    url: row.url,
    what: row.what,
    currency: row.currency,
    agreed: BigInt(row.agreed_minor),
    found: row.found_minor === null ? null : BigInt(row.found_minor),
    since: row.since,
    state: row.state,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    reason: row.reason,
  };
}

const listedFrom = (row: ListedDriftRow): ListedDrift => ({ ...driftFrom(row), dealId: row.deal_id, company: row.company });
