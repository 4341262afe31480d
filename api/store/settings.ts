import { DEFAULT_SETTINGS, type Settings } from "../domain/settings.ts";
import type { PortalTableRow, SettingsTableRow } from "./tables.ts";
import type { PortalScope } from "./with-portal.ts";

/** What the portal has chosen; what it never chose, or could not yet choose when it did, has its default. */
export async function readSettings({ trx, portalId }: PortalScope): Promise<Settings> {
  const row = await trx<SettingsTableRow>("settings").where("portal_id", portalId).first("value");
  return { ...DEFAULT_SETTINGS, ...row?.value, approvals: { ...DEFAULT_SETTINGS.approvals, ...row?.value.approvals } };
}

/** The same, and whoever else would change them waits until this transaction ends; before the first save there is only the portal's row to wait at. */
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
