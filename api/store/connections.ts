import { randomUUID } from "node:crypto";
import type { ErpCompany } from "../ports/erp.ts";
import type { Connection } from "../ports/connections.ts";
import type { Tokens } from "../ports/oauth.ts";
import { lockPortal } from "./portals.ts";
import { openTokens, sealTokens } from "./tokens.ts";
import type { PortalScope, SystemScope } from "./with-portal.ts";
import type { Sealed } from "./encryption.ts";

type ConnectionTableRow = {
  portal_id: string;
  connection_id: string;
  state: Connection["state"];
  /** HMAC of the realm: equal realms have equal indexes, and nobody can read the realm from it. */
  realm_index: string;
  realm: Sealed;
  tokens: Sealed | null;
  company: ErpCompany;
};

/** The portal's connections, the oldest first, the disconnected ones too. */
export async function listConnections({ trx, portalId }: PortalScope): Promise<Connection[]> {
  const rows = await trx<ConnectionTableRow>("connections")
    .where("portal_id", portalId)
    .orderBy(["created_at", "connection_id"])
    .select("connection_id", "state", "company");
  return rows.map(connectionFrom);
}

/** One connection, without its secrets. */
export async function readConnection({ trx, portalId }: PortalScope, connectionId: string): Promise<Connection | null> {
  const row = await one(trx, portalId, connectionId).first("connection_id", "state", "company");
  return row ? connectionFrom(row) : null;
}

/** Inserts a connection, or revives the one that this realm had: links and intents hang on its id. One in use stays so, whoever has to confirm. */
export async function joinConnection(
  scope: PortalScope,
  { realmId, company, tokens, toBeConfirmed = false }: { realmId: string; company: ErpCompany; tokens: Tokens; toBeConfirmed?: boolean },
): Promise<string> {
  const { trx, portalId, cipher, realmIndex } = scope;
  await lockPortal(scope);
  const realm_index = realmIndex(realmId);
  const known = await trx<ConnectionTableRow>("connections")
    .where({ portal_id: String(portalId), realm_index })
    .first("connection_id", "state");
  const inUse = known?.state === "active" || known?.state === "needsReconnect";
  const state = toBeConfirmed && !inUse ? "pending" : "active";
  const connectionId = known?.connection_id ?? randomUUID();
  const columns = {
    state,
    realm: cipher.seal(realmId, place(portalId, connectionId, "realm")),
    tokens: sealTokens(cipher, tokens, place(portalId, connectionId, "tokens")),
    company: JSON.stringify(company),
  };
  await trx("connections")
    .insert({ portal_id: portalId, connection_id: connectionId, realm_index, ...columns })
    .onConflict(["portal_id", "connection_id"])
    .merge({ ...columns, updated_at: trx.fn.now() });
  return connectionId;
}

/** Realm and tokens in the clear; null once the tokens are gone. */
export async function readSecrets(
  { trx, portalId, cipher }: PortalScope,
  connectionId: string,
): Promise<{ realmId: string; tokens: Tokens } | null> {
  const row = await one(trx, portalId, connectionId).first("realm", "tokens");
  if (!row?.tokens) return null;
  return {
    realmId: cipher.open(row.realm, place(portalId, connectionId, "realm")),
    tokens: openTokens(cipher, row.tokens, place(portalId, connectionId, "tokens")),
  };
}

/** Writes refreshed tokens, sealed with the newest key. */
export async function saveConnectionTokens(scope: PortalScope, connectionId: string, tokens: Tokens): Promise<void> {
  await update(scope, connectionId, { tokens: sealTokens(scope.cipher, tokens, place(scope.portalId, connectionId, "tokens")) });
}

/** Replaces what we know of the company's preferences. */
export async function saveCompany(scope: PortalScope, connectionId: string, company: ErpCompany): Promise<void> {
  await update(scope, connectionId, { company: JSON.stringify(company) });
}

/** Whether the connection may be worked with. */
export async function setConnectionState(scope: PortalScope, connectionId: string, state: Connection["state"]): Promise<void> {
  await update(scope, connectionId, { state });
}

/** Wipes the tokens of a company that was left. */
export async function forgetTokens({ trx, portalId }: PortalScope, connectionId: string): Promise<void> {
  await one(trx, portalId, connectionId).where("state", "disconnected").update({ tokens: null });
}

/** The connections of every portal to this realm that are in use. */
export async function findConnectionsByRealm(
  { trx, realmIndex }: SystemScope,
  realmId: string,
): Promise<{ portalId: number; connectionId: string }[]> {
  const rows = await trx<ConnectionTableRow>("connections")
    .where("realm_index", realmIndex(realmId))
    .whereIn("state", ["active", "needsReconnect"])
    .orderBy(["portal_id", "connection_id"])
    .select("portal_id", "connection_id");
  return rows.map((row) => ({ portalId: Number(row.portal_id), connectionId: row.connection_id }));
}

const one = (trx: PortalScope["trx"], portalId: number, connectionId: string) =>
  trx<ConnectionTableRow>("connections").where({ portal_id: String(portalId), connection_id: connectionId });

async function update({ trx, portalId }: PortalScope, connectionId: string, changes: Record<string, string>): Promise<void> {
  await trx("connections")
    .where({ portal_id: portalId, connection_id: connectionId })
    .update({ ...changes, updated_at: trx.fn.now() });
}

const place = (portalId: number, connectionId: string, column: "realm" | "tokens") => `connections:${portalId}:${connectionId}:${column}`;

function connectionFrom(row: Pick<ConnectionTableRow, "connection_id" | "state" | "company">): Connection {
  return { connectionId: row.connection_id, state: row.state, company: row.company };
}
