import type { Knex } from "knex";
import type { MatchRow } from "../domain/match-decision.ts";
import type { ListedMatch, Matches } from "../ports/matches.ts";
import type { LinkKey } from "../ports/links.ts";
import type { PortalScope } from "./with-portal.ts";

type MatchTableRow = {
  portal_id: string;
  match_id: string;
  connection_id: string;
  record_id: string;
  currency: string;
  state: MatchRow["state"];
  how: MatchRow["how"];
  customer_id: string | null;
  parent_id: string | null;
  by_hand: boolean;
  buyer: MatchRow["buyer"];
  deals: MatchRow["deals"];
  candidates: MatchRow["candidates"];
  reasons: string[];
  not_the_same: string[];
  decided_by: MatchRow["decidedBy"];
  decided_at: Temporal.Instant | null;
  opened_at: Temporal.Instant;
};

/** The queries of the matches, bound to a portal's transaction. */
export function matchesOf(scope: PortalScope): Matches {
  return {
    find: (key) => findMatch(scope, key),
    read: (matchId) => readMatch(scope, matchId),
    save: (match) => saveMatch(scope, match),
    repoint: (move) => repointMatches(scope, move),
    list: (page) => listMatches(scope, page),
  };
}

async function repointMatches({ trx, portalId }: PortalScope, { from, to }: { from: string; to: string }): Promise<void> {
  await trx.raw(
    `update matches set record_id = :to where portal_id = :portalId and record_id = :from and not exists (
       select from matches as own where own.portal_id = matches.portal_id and own.connection_id = matches.connection_id
         and own.currency = matches.currency and own.record_id = :to)`,
    { portalId, from, to },
  );
  await trx("matches").where({ portal_id: portalId, record_id: from, state: "open" }).delete();
}

async function findMatch({ trx, portalId }: PortalScope, { connectionId, recordId, currency }: LinkKey): Promise<MatchRow | null> {
  const row = await trx<MatchTableRow>("matches")
    .where({ portal_id: String(portalId), connection_id: connectionId, record_id: recordId, currency })
    .first();
  return row ? matchFrom(row) : null;
}

async function readMatch(scope: PortalScope, matchId: string): Promise<ListedMatch | null> {
  const row = await withOrdered(scope).where("match_id", matchId).first();
  return row ? listedFrom(row) : null;
}

async function saveMatch({ trx, portalId }: PortalScope, match: MatchRow): Promise<void> {
  const columns = {
    state: match.state,
    how: match.how,
    customer_id: match.customerId,
    parent_id: match.parentId,
    by_hand: match.byHand,
    buyer: JSON.stringify(match.buyer),
    deals: JSON.stringify(match.deals),
    candidates: JSON.stringify(match.candidates),
    reasons: match.reasons,
    not_the_same: match.notTheSame,
    decided_by: match.decidedBy && JSON.stringify(match.decidedBy),
    decided_at: match.decidedAt?.toString() ?? null,
    opened_at: match.openedAt.toString(),
  };
  await trx("matches")
    .insert({
      portal_id: portalId,
      match_id: match.matchId,
      connection_id: match.connectionId,
      record_id: match.recordId,
      currency: match.currency,
      ...columns,
    })
    .onConflict(["portal_id", "connection_id", "record_id", "currency"])
    .merge(columns);
}

async function listMatches(scope: PortalScope, { state, cursor, limit }: Parameters<Matches["list"]>[0]): Promise<ListedMatch[]> {
  const query = withOrdered(scope).limit(limit);
  const last = scope.trx("matches").where({ portal_id: scope.portalId, match_id: cursor });
  if (state === "open") {
    query.where("state", "open").orderBy(["opened_at", "match_id"]);
    if (cursor !== null) query.whereRaw("(opened_at, match_id) > (?)", last.select("opened_at", "match_id"));
  } else {
    query.whereNot("state", "open").orderBy([{ column: "decided_at", order: "desc" }, "match_id"]);
    if (cursor !== null)
      query.whereRaw("(decided_at < (?) or (decided_at = (?) and match_id > ?))", [
        last.clone().select("decided_at"),
        last.clone().select("decided_at"),
        cursor,
      ]);
  }
  return (await query).map(listedFrom);
}

type Listed = MatchTableRow & { ordered: boolean };

function withOrdered({ trx, portalId }: PortalScope): Knex.QueryBuilder<Listed, Listed[]> {
  return trx("matches")
    .where("matches.portal_id", portalId)
    .select<Listed[]>("matches.*", trx.raw(`exists (${ORDERED}) as ordered`)) as Knex.QueryBuilder<Listed, Listed[]>;
}

/** An order of this buyer that was sent or made, or one that was linked. */
const ORDERED = `
  select from deals
  where deals.portal_id = matches.portal_id
    and deals.frozen_sale #>> '{buyer,kind}' = split_part(matches.record_id, ':', 1)
    and deals.frozen_sale #>> '{buyer,recordId}' = split_part(matches.record_id, ':', 2)
    and deals.frozen_sale ->> 'currency' = matches.currency
    and (exists (
      select from intents where intents.portal_id = matches.portal_id and intents.connection_id = matches.connection_id
        and record_type = 'order' and intents.record_id = deals.deal_id and intents.state in ('sent', 'done'))
    or exists (
      select from links where links.portal_id = matches.portal_id and links.connection_id = matches.connection_id
        and record_type = 'order' and links.record_id = deals.deal_id))`;

const listedFrom = (row: Listed): ListedMatch => ({ ...matchFrom(row), ordered: row.ordered });

function matchFrom(row: MatchTableRow): MatchRow {
  return {
    matchId: row.match_id,
    connectionId: row.connection_id,
    recordId: row.record_id,
    currency: row.currency,
    state: row.state,
    how: row.how,
    customerId: row.customer_id,
    parentId: row.parent_id,
    byHand: row.by_hand,
    buyer: row.buyer,
    deals: row.deals,
    candidates: row.candidates,
    reasons: row.reasons,
    notTheSame: row.not_the_same,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    openedAt: row.opened_at,
  };
}
