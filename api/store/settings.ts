import { settingsOf, type OwnSettings } from "../domain/company-settings.ts";
import { DEFAULT_SETTINGS, type Settings } from "../domain/settings.ts";
import type { PortalTableRow } from "./portals.ts";
import type { PortalScope } from "./with-portal.ts";

type SettingsTableRow = { portal_id: string; value: Partial<Settings> };

type CompanySettingsTableRow = { portal_id: string; connection_id: string; value: OwnSettings };

/** What the portal has chosen; what it never chose, or could not yet choose when it did, has its default. */
export async function readSettings({ trx, portalId }: PortalScope): Promise<Settings> {
  const row = await trx<SettingsTableRow>("settings").where("portal_id", portalId).first("value");
  return { ...DEFAULT_SETTINGS, ...row?.value, approvals: { ...DEFAULT_SETTINGS.approvals, ...row?.value.approvals } };
}

/** What holds for one company: what it has of its own, and else the portal's. */
export async function readSettingsOf(scope: PortalScope, connectionId: string): Promise<Settings> {
  return settingsOf(await readSettings(scope), await readOwnSettings(scope, connectionId));
}

/** The portal's, and whoever else would change them waits until this transaction ends; before the first save there is only the portal's row to wait at. */
export async function readSettingsToChange(scope: PortalScope): Promise<Settings> {
  await scope.trx<PortalTableRow>("portals").where("portal_id", scope.portalId).forNoKeyUpdate().select("portal_id");
  return readSettings(scope);
}

/** Replaces the portal's settings. */
export async function saveSettings({ trx, portalId }: PortalScope, settings: Settings): Promise<void> {
  await trx("settings")
    .insert({ portal_id: portalId, value: JSON.stringify(settings) })
    .onConflict("portal_id")
    .merge({ value: JSON.stringify(settings), updated_at: trx.fn.now() });
}

/** What a company has otherwise than the portal. */
export async function readOwnSettings({ trx, portalId }: PortalScope, connectionId: string): Promise<OwnSettings> {
  const row = await trx<CompanySettingsTableRow>("company_settings")
    .where({ portal_id: String(portalId), connection_id: connectionId })
    .first("value");
  return row?.value ?? {};
}

/** Replaces what a company has otherwise. */
export async function saveOwnSettings({ trx, portalId }: PortalScope, connectionId: string, own: OwnSettings): Promise<void> {
  await trx("company_settings")
    .insert({ portal_id: portalId, connection_id: connectionId, value: JSON.stringify(own) })
    .onConflict(["portal_id", "connection_id"])
    .merge({ value: JSON.stringify(own), updated_at: trx.fn.now() });
}
