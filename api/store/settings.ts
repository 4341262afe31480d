import { DEFAULT_SETTINGS, type Settings } from "../domain/settings.ts";
import type { SettingsTableRow } from "./tables.ts";
import type { PortalScope } from "./with-portal.ts";

/** What the portal has chosen; what it never chose, or could not yet choose when it did, has its default. */
export async function readSettings({ trx, portalId }: PortalScope): Promise<Settings> {
  const row = await trx<SettingsTableRow>("settings").where("portal_id", portalId).first("value");
  return { ...DEFAULT_SETTINGS, ...row?.value, approvals: { ...DEFAULT_SETTINGS.approvals, ...row?.value.approvals } };
}

/** Replaces the portal's settings. */
export async function saveSettings({ trx, portalId }: PortalScope, settings: Settings): Promise<void> {
  await trx("settings")
    .insert({ portal_id: portalId, value: JSON.stringify(settings) })
    .onConflict("portal_id")
    .merge({ value: JSON.stringify(settings), updated_at: trx.fn.now() });
}
