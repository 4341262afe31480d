import type { CrmOAuth } from "../ports/oauth.ts";
import type { Needs } from "./needs.ts";
import { resumePortal } from "./resume-portal.ts";

/** A HubSpot account becomes a portal of ours, with our properties on its deals and companies. Safe to repeat: a reinstall keeps its settings. */
export async function installPortal(needs: Needs & { crmOAuth: CrmOAuth }, grant: { code: string; redirectUri: string }): Promise<void> {
  const { portalId, tokens, userId, scopes } = await needs.crmOAuth.exchangeCode(grant);
  // Stored before the first call, which reads them; zone and currency are what that call brings.
  await needs.store.inSystem((tx) => tx.portals.install({ portalId, timeZone: "UTC", currency: "USD", userId, scopes, tokens }));
  const crm = needs.crm(portalId);
  const account = await crm.readAccount();
  await needs.store.inPortal(portalId, async (tx) => {
    await tx.portal.saveAccount(account);
    await tx.enqueue({ name: "propose-amount-basis", data: { portalId } }, { key: String(portalId) });
    await resumePortal(tx, needs.clock.now());
  });
  await crm.ensureProperties();
}
