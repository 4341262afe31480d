import type { Person } from "../domain/person.ts";
import type { ErpOAuth } from "../ports/oauth.ts";
import type { ErpCompany } from "../ports/erp.ts";
import { startMirroringCustomers } from "./mirror-customers.ts";
import { beginFill } from "./fill-mirror.ts";
import type { Needs } from "./needs.ts";
import { causeOfWaiting } from "./push-rules.ts";
import { releaseLetters } from "./release-letters.ts";

/** Reads a company with the token of the grant, before there is a connection. */
export type ReadJoiningCompany = (joining: { realmId: string; accessToken: string }) => Promise<ErpCompany>;

type Grant = { portalId: number; by: Person | null; realmId: string; code: string; redirectUri: string };

/** A QuickBooks company is joined to a portal, or joined again after it was lost: work that waited goes on, by the rules of whoever asked for it. */
export async function connectCompany(
  { store, clock, erpOAuth, readJoiningCompany }: Needs & { erpOAuth: ErpOAuth; readJoiningCompany: ReadJoiningCompany },
  { portalId, by, realmId, code, redirectUri }: Grant,
): Promise<void> {
  const tokens = await erpOAuth.exchangeCode({ code, redirectUri });
  const company = await readJoiningCompany({ realmId, accessToken: tokens.accessToken });
  await store.inPortal(portalId, async (tx) => {
    const connectionId = await tx.connections.join({ realmId, company, tokens });
    await startMirroringCustomers(tx, connectionId, clock.now());
    await beginFill(tx, connectionId, clock.now());
    for (const dealId of await tx.deals.waitingForConnection()) {
      const cause = causeOfWaiting((await tx.deals.read(dealId))?.requestedBy ?? null);
      await tx.enqueue({ name: "push-deal", data: { portalId, dealId, cause } }, { key: `${portalId}:${dealId}` });
    }
    await releaseLetters(tx, "connected");
    await tx.deadLetters.heal("connection", { object: "connection", id: connectionId }, clock.now());
    await tx.audit.append({
      by,
      what: "company.connected",
      subject: { object: "connection", id: connectionId },
      details: { company: company.name },
    });
  });
}
