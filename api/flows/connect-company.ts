import { AppError } from "../domain/errors.ts";
import type { Person } from "../domain/person.ts";
import type { ErpOAuth } from "../ports/oauth.ts";
import type { ErpCompany } from "../ports/erp.ts";
import type { PortalTx } from "../ports/store.ts";
import { startMirroringCustomers } from "./mirror-customers.ts";
import { beginFill } from "./fill-mirror.ts";
import { COMPANIES_WAIT_MS, companiesLock } from "./leave-company.ts";
import type { Needs } from "./needs.ts";
import { causeOfWaiting } from "./push-rules.ts";
import { queuePush } from "./queue-push.ts";
import { releaseLetters } from "./release-letters.ts";
import { saveCompanySettingsIn } from "./save-company-settings.ts";

/** Reads a company with the token of the grant, before there is a connection. */
export type ReadJoiningCompany = (joining: { realmId: string; accessToken: string }) => Promise<ErpCompany>;

type Grant = { portalId: number; by: Person | null; realmId: string; code: string; redirectUri: string; toBeConfirmed: boolean };

/**
 * A QuickBooks company is joined to a portal, or joined again after it was lost. Where an admin wants to see first which
 * company it is, one that is not in use yet waits for that.
 */
export function connectCompany(needs: JoiningNeeds, grant: Grant): Promise<"active" | "pending"> {
  return needs.store.withLock(companiesLock(grant.portalId), COMPANIES_WAIT_MS, () => joinCompany(needs, grant));
}

type JoiningNeeds = Needs & { erpOAuth: ErpOAuth; readJoiningCompany: ReadJoiningCompany };

async function joinCompany(
  { store, clock, erpOAuth, readJoiningCompany }: JoiningNeeds,
  { portalId, by, realmId, code, redirectUri, toBeConfirmed }: Grant,
): Promise<"active" | "pending"> {
  const tokens = await erpOAuth.exchangeCode({ code, redirectUri });
  const company = await readJoiningCompany({ realmId, accessToken: tokens.accessToken });
  return store.inPortal(portalId, async (tx) => {
    await refuseIfLeft(tx);
    const connectionId = await tx.connections.join({ realmId, company, tokens, toBeConfirmed });
    if ((await tx.connections.read(connectionId))?.state !== "pending") {
      await beginWork(tx, { by, connectionId, company: company.name, now: clock.now() });
      return "active";
    }
    const subject = { object: "connection", id: connectionId };
    await tx.audit.append({ by, what: "company.chosen", subject, details: { company: company.name } });
    return "pending";
  });
}

/** The link to connect by may be older than the uninstall. */
async function refuseIfLeft(tx: PortalTx): Promise<void> {
  if ((await tx.portal.read())?.state !== "uninstalled") return;
  throw new AppError("unauthorized", "This HubSpot account has not installed Tieout.", { code: "notInstalled", fixBy: "admin" });
}

/** An admin has seen which company was chosen. Throws notFound when there is none to confirm. */
export async function confirmCompany(
  { store, clock }: Needs,
  { portalId, by, connectionId }: { portalId: number; by: Person; connectionId: string },
): Promise<void> {
  await store.inPortal(portalId, async (tx) => {
    const connection = await tx.connections.read(connectionId);
    if (connection?.state === "active") return;
    if (connection?.state !== "pending")
      throw new AppError("notFound", "There is no such company to confirm (any more). Connect it again.", { code: "noSuchConnection" });
    await tx.connections.setState(connectionId, "active");
    await beginWork(tx, { by, connectionId, company: connection.company.name, now: clock.now() });
  });
}

type Beginning = { by: Person | null; connectionId: string; company: string; now: Temporal.Instant };

/** The company is worked with from now on: what waited for one goes on, by the rules of whoever asked for it. */
async function beginWork(tx: PortalTx, { by, connectionId, company, now }: Beginning): Promise<void> {
  await keepByHand(tx, by, connectionId);
  await startMirroringCustomers(tx, connectionId, now);
  await beginFill(tx, connectionId, now);
  for (const dealId of await tx.deals.waitingForConnection()) {
    const cause = causeOfWaiting((await tx.deals.read(dealId))?.requestedBy ?? null);
    await queuePush(tx, dealId, cause);
  }
  await releaseLetters(tx, "connected");
  await tx.deadLetters.heal("connection", { object: "connection", id: connectionId }, now);
  await tx.audit.append({ by, what: "company.connected", subject: { object: "connection", id: connectionId }, details: { company } });
}

/**
 * Whoever let deals be pushed by themselves meant the companies that there were: a further one waits for a go-live of its own
 * (RULES §4), and is as it was when it is joined again.
 */
async function keepByHand(tx: PortalTx, by: Person | null, connectionId: string): Promise<void> {
  const isFirst = (await tx.connections.list()).every((each) => each.connectionId === connectionId);
  const wasThere = await tx.audit.last("company.connected", { object: "connection", id: connectionId });
  if (isFirst || wasThere) return;
  await saveCompanySettingsIn(tx, { by, connectionId, changes: { automaticPush: false }, inherit: [] });
}
