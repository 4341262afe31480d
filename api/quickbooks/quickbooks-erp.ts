import { AppError } from "../domain/errors.ts";
import { monthOf } from "../domain/read-budget.ts";
import type { Clock } from "../ports/clock.ts";
import type { Erp, ErpCompany } from "../ports/erp.ts";
import type { Journal } from "../ports/journal.ts";
import type { Limiter } from "../ports/limiter.ts";
import type { Log } from "../ports/log.ts";
import type { Store } from "../ports/store.ts";
import { createQuickBooksClient } from "./client.ts";
import { createErp, readQuickBooksCompany } from "./erp.ts";
import type { QuickBooksOAuth } from "./oauth.ts";
import { createConnectionTokens } from "./tokens.ts";

type Needs = {
  store: Store;
  oauth: QuickBooksOAuth;
  clock: Clock;
  limiter: Limiter;
  apiUrl: string;
  appUrl: string;
  portalId: number;
  connectionId: string;
  journal: Pick<Journal, "called" | "note">;
  log?: Log;
  fetch?: typeof fetch;
  timeoutMs?: number;
};

/** The erp port on a stored connection. Nothing is read or sent before the first call. */
export function createQuickBooksErp({ store, oauth, clock, appUrl, portalId, connectionId, journal, ...needs }: Needs): Erp {
  const tokens = createConnectionTokens({ store, oauth, clock, journal, portalId, connectionId });
  // The realm of a connection never changes; a failed read is not remembered.
  let known: string | null = null;
  const realmId = async () => (known ??= await readRealm(store, portalId, connectionId));
  const client = createQuickBooksClient({
    ...needs,
    realmId,
    tokens,
    clock,
    called: (call) => journal.called(portalId, call),
    countRead: () => countRead({ store, clock, portalId, connectionId }),
  });
  return createErp({
    client,
    appUrl,
    lastKnownCompany: () => store.inPortal(portalId, async ({ connections }) => (await connections.read(connectionId))?.company ?? null),
  });
}

/** Reads are metered by the month (facts/quickbooks.md §5). */
async function countRead({
  store,
  clock,
  portalId,
  connectionId,
}: Pick<Needs, "store" | "clock" | "portalId" | "connectionId">): Promise<void> {
  await store.inPortal(portalId, ({ feeds }) => feeds.countRead(connectionId, monthOf(clock.now())));
}

async function readRealm(store: Store, portalId: number, connectionId: string): Promise<string> {
  const secrets = await store.inPortal(portalId, ({ connections }) => connections.readSecrets(connectionId));
  if (secrets) return secrets.realmId;
  throw new AppError("notConnected", "QuickBooks is not connected. An admin connects it in the settings.", { fixBy: "admin" });
}

type Joining = { apiUrl: string; realmId: string; accessToken: string; clock: Clock; limiter: Limiter; log?: Log; fetch?: typeof fetch };

/** The company that is about to be joined, read with the token of the grant, before there is a connection to store it in. */
export function readJoiningCompany({ realmId, accessToken, ...needs }: Joining): Promise<ErpCompany> {
  const refused = () =>
    Promise.reject(new AppError("notConnected", "QuickBooks did not accept the access that it has just granted.", { fixBy: "admin" }));
  const tokens = { accessToken: () => Promise.resolve(accessToken), refreshAfter401: refused };
  return readQuickBooksCompany(createQuickBooksClient({ ...needs, realmId: () => Promise.resolve(realmId), tokens }));
}
