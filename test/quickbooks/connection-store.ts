import { AppError } from "../../api/domain/errors.ts";
import type { Clock } from "../../api/ports/clock.ts";
import type { ErpCompany } from "../../api/ports/erp.ts";
import type { Connection } from "../../api/ports/connections.ts";
import type { PortalTx, Store } from "../../api/ports/store.ts";
import type { Tokens } from "../../api/ports/oauth.ts";

export const NOON = Temporal.Instant.from("2026-11-23T12:00:00Z");
export const NOON_CLOCK: Clock = { now: () => NOON, sleep: () => Promise.resolve() };

export const US_COMPANY: ErpCompany = {
  name: "Tieout Test Inc",
  country: "US",
  homeCurrency: "USD",
  multiCurrency: false,
  estimatesAllowed: true,
  serviceDatesAllowed: true,
  customNumbers: false,
  orderFields: [],
  classTracking: null,
  salesTax: "automated",
  discountsAllowed: true,
  revenueRecognition: false,
  booksClosedOn: null,
};

export function tokensNamed(name: string, minutesLeft: number): Tokens {
  return { accessToken: `access-${name}`, refreshToken: `refresh-${name}`, expiresAt: NOON.add({ minutes: minutesLeft }) };
}

/** One connection in memory, with a lock that lets one in at a time and a list of everything that was saved. */
export function connectionStore(
  tokens: Tokens | null,
  { company = US_COMPANY, realmId = "4620816365291411420" }: { company?: ErpCompany; realmId?: string } = {},
) {
  const state: { tokens: Tokens | null; connection: Connection["state"]; saved: Tokens[]; locks: string[]; buried: string[] } = {
    tokens,
    connection: "active",
    saved: [],
    locks: [],
    buried: [],
  };
  const connections: Pick<PortalTx["connections"], "read" | "readSecrets" | "saveTokens" | "setState"> = {
    read: (connectionId) => Promise.resolve({ connectionId, state: state.connection, company }),
    readSecrets: () => Promise.resolve(state.tokens && { realmId, tokens: state.tokens }),
    saveTokens: (_, fresh) => {
      state.saved.push(fresh);
      state.tokens = fresh;
      return Promise.resolve();
    },
    setState: (_, next) => {
      state.connection = next;
      return Promise.resolve();
    },
  };
  const bury: PortalTx["deadLetters"]["bury"] = async ({ cause }) => void state.buried.push(cause);
  let queue: Promise<unknown> = Promise.resolve();
  const store = {
    inPortal: <T>(_: number, work: (tx: PortalTx) => Promise<T>) =>
      work({ connections, deadLetters: { bury }, feeds: { countRead: () => Promise.resolve(1) } } as unknown as PortalTx),
    withLock: <T>(name: string, _: number, work: () => Promise<T>) => {
      state.locks.push(name);
      const turn = queue.then(work);
      queue = turn.catch(() => undefined);
      return turn;
    },
    inSystem: () => Promise.reject(new AppError("invalid", "not in this store")),
    ping: () => Promise.resolve(),
  } satisfies Store;
  return { store, state };
}
