import type { ErpCompany } from "./erp.ts";
import type { Tokens } from "./oauth.ts";

/** A portal joined to one company of the ERP. `pending`: joined, but not in use until somebody has confirmed it. */
export type Connection = { connectionId: string; state: "pending" | "active" | "needsReconnect" | "disconnected"; company: ErpCompany };

/** The ERP companies that a portal is joined to. */
export type Connections = {
  list(): Promise<Connection[]>;
  read(connectionId: string): Promise<Connection | null>;
  /**
   * Inserts or, for the same realm, revives a connection. To be confirmed, a company that is not in use yet waits as
   * `pending`. Answers its id.
   */
  join(connection: { realmId: string; company: ErpCompany; tokens: Tokens; toBeConfirmed?: boolean }): Promise<string>;
  /** Realm and tokens in the clear, for the adapter alone; null once the company was left. */
  readSecrets(connectionId: string): Promise<{ realmId: string; tokens: Tokens } | null>;
  saveTokens(connectionId: string, tokens: Tokens): Promise<void>;
  saveCompany(connectionId: string, company: ErpCompany): Promise<void>;
  setState(connectionId: string, state: Connection["state"]): Promise<void>;
  /** Wipes the tokens of a company that was left, unless it was joined again. */
  forgetTokens(connectionId: string): Promise<void>;
};

/** The connections of every portal, found by what a webhook of the ERP names. */
export type ConnectionsByRealm = {
  /** Connections of every portal joined to this realm, by blind index. */
  findByRealm(realmId: string): Promise<{ portalId: number; connectionId: string }[]>;
};
