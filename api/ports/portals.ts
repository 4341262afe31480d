import type { Tokens } from "./oauth.ts";

/** An account of the CRM that has, or had, the app. */
export type Portal = {
  portalId: number;
  state: "installed" | "needsReconnect" | "uninstalled";
  timeZone: string;
  currency: string;
  installedBy: number | null;
  scopes: string[];
  /** When it left and what it leaves behind was stopped. */
  uninstalledAt: Temporal.Instant | null;
  /** When everything of it was deleted. */
  erasedAt: Temporal.Instant | null;
};

/** The portal of the transaction itself. */
export type OwnPortal = {
  read(): Promise<Portal | null>;
  /** Tokens are encrypted at rest with the row's identity as additional data. */
  readTokens(): Promise<Tokens | null>;
  saveTokens(tokens: Tokens): Promise<void>;
  setState(state: Portal["state"]): Promise<void>;
  /** The account has left: its tokens are gone, and the day is remembered from which its data is kept. */
  leave(at: Temporal.Instant): Promise<void>;
  /** Deletes everything of an account that has left, but for the audit log and the digests of the sync log. */
  erase(): Promise<void>;
  saveAccount(account: { timeZone: string; currency: string }): Promise<void>;
};

/** The portals that have installed the app. */
export type Portals = {
  /** Inserts, or revives on reinstall; keeps settings, and who installed it first. */
  install(portal: {
    portalId: number;
    timeZone: string;
    currency: string;
    userId: number | null;
    scopes: string[];
    tokens: Tokens;
  }): Promise<void>;
  find(portalId: number): Promise<Portal | null>;
  listInstalled(): Promise<number[]>;
};
