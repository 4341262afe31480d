import { isDeepStrictEqual } from "node:util";
import { COMPANY_SETTINGS, settingsOf, type CompanySetting, type OwnSettings } from "../domain/company-settings.ts";
import { AppError } from "../domain/errors.ts";
import type { Person } from "../domain/person.ts";
import type { Settings } from "../domain/settings.ts";
import type { PortalTx } from "../ports/store.ts";
import { currentSettings, joinedCompany, type CurrentSettings } from "./current-settings.ts";
import { refuseUntimely, noteWaiver } from "./go-live.ts";
import type { Needs } from "./needs.ts";
import { changedSettings, refuseFaults, releaseWhatWaited, type SettingsChange } from "./save-settings.ts";

/** What becomes a company's own, and what of its own it gives up for the portal's. `by` is null for what the product does itself. */
type Saving = { by: Person | null; connectionId: string; changes: SettingsChange; inherit: readonly CompanySetting[] };

/**
 * One company has some of the settings otherwise than the portal from now on. What it already is by the portal's stays the
 * portal's. Throws notFound, invalid for a setting that there is one of in a portal, conflict when deals would be pushed by
 * themselves too early.
 */
export function saveCompanySettings({ store }: Needs, { portalId, ...saving }: Saving & { portalId: number }): Promise<CurrentSettings> {
  return store.inPortal(portalId, (tx) => saveCompanySettingsIn(tx, saving));
}

/** The same within a transaction. */
export async function saveCompanySettingsIn(tx: PortalTx, { by, connectionId, changes, inherit }: Saving): Promise<CurrentSettings> {
  const portal = await tx.settings.readToChange();
  const { company } = await joinedCompany(tx, connectionId);
  const before = await currentSettings(tx, connectionId);
  const own = { ...withoutThose(await tx.settings.own(connectionId), inherit), ...ownOf(before, changes) };
  const after = settingsOf(portal, own);
  await refuseFaults(tx, { before, after, numbered: changes.numbering && connectionId });
  refuseUntimely(after, company.name);
  await tx.settings.saveOwn(connectionId, own);
  const now = await currentSettings(tx, connectionId);
  const changed = changedSettings(before, now);
  if (changed.length === 0 && inherit.length === 0) return now;
  await releaseWhatWaited(tx, before, now);
  const subject = { object: "connection", id: connectionId };
  await noteWaiver(tx, by, subject, before, now);
  await tx.audit.append({ by, what: "settings.changed", subject, details: { changed, inherited: inherit, company: company.name } });
  return now;
}

/** The changes that make a difference, whole. */
function ownOf(before: Settings, { approvals, ...changes }: SettingsChange): OwnSettings {
  const wanted = { ...changes, ...(approvals && { approvals: { ...before.approvals, ...approvals } }) };
  const different = (Object.keys(wanted) as (keyof Settings)[]).filter((name) => !isDeepStrictEqual(wanted[name], before[name]));
  const foreign = different.filter((name) => !(COMPANY_SETTINGS as readonly string[]).includes(name));
  if (foreign.length > 0) {
    const message = `There is one of these for the whole portal, whichever company: ${foreign.join(", ")}.`;
    throw new AppError("invalid", message, { code: "settingOfPortal", fixBy: "admin" });
  }
  return Object.fromEntries(different.map((name) => [name, wanted[name]]));
}

const withoutThose = (own: OwnSettings, inherit: readonly CompanySetting[]): OwnSettings =>
  Object.fromEntries(Object.entries(own).filter(([name]) => !inherit.includes(name as CompanySetting)));
