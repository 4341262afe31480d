import { AppError } from "../domain/errors.ts";
import type { Person } from "../domain/person.ts";
import { rolesOfInstaller } from "../domain/roles.ts";
import type { CrmOAuth } from "../ports/oauth.ts";
import type { PortalTx } from "../ports/store.ts";
import type { Needs } from "./needs.ts";
import { resumePortal } from "./resume-portal.ts";

/** A HubSpot account becomes a portal of ours, with our properties on its deals and companies. Safe to repeat: a reinstall keeps its settings, and whoever does it is an admin. */
export async function installPortal(needs: Needs & { crmOAuth: CrmOAuth }, grant: { code: string; redirectUri: string }): Promise<void> {
  const { portalId, tokens, userId, scopes } = await needs.crmOAuth.exchangeCode(grant);
  if (userId === null) throw installerUnknown();
  // Stored before the first call, which reads them; zone and currency are what that call brings.
  await needs.store.inSystem((tx) => tx.portals.install({ portalId, timeZone: "UTC", currency: "USD", userId, scopes, tokens }));
  const crm = needs.crm(portalId);
  const account = await crm.readAccount();
  const owner = await crm.findOwner({ userId });
  await needs.store.inPortal(portalId, async (tx) => {
    await tx.portal.saveAccount(account);
    await makeAdmin(tx, { userId, email: owner?.email ?? null });
    await tx.enqueue({ name: "propose-amount-basis", data: { portalId } }, { key: String(portalId) });
    await resumePortal(tx, needs.clock.now());
  });
  await crm.ensureProperties();
}

/** Only whom the CRM trusts with the account's apps can install one; so an account whose admin has left gets another. */
async function makeAdmin(tx: PortalTx, installer: Person): Promise<void> {
  const settings = await tx.settings.readToChange();
  const roles = rolesOfInstaller(installer, settings, (await tx.portal.read())?.installedBy ?? null);
  if (roles === null) return;
  await tx.settings.save({ ...settings, roles });
  const subject = { object: "user", id: String(installer.userId) };
  await tx.audit.append({ by: installer, what: "role.byInstalling", subject, details: { role: "admin" } });
}

function installerUnknown(): AppError {
  const message = "HubSpot did not say who is installing Tieout, so nobody would be its admin. Start the installation again.";
  return new AppError("unavailable", message, { code: "installerUnknown", fixBy: "admin" });
}
