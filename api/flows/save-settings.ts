import { isDeepStrictEqual } from "node:util";
import { checkSettings, usedNumbers } from "../domain/check-settings.ts";
import { AppError } from "../domain/errors.ts";
import type { Person } from "../domain/person.ts";
import { roleOf } from "../domain/roles.ts";
import type { Settings } from "../domain/settings.ts";
import type { PortalTx } from "../ports/store.ts";
import { checkGoLive } from "./go-live.ts";
import type { Needs } from "./needs.ts";
import { releaseLetters } from "./release-letters.ts";
import { releaseUnrouted } from "./release-unrouted.ts";

/** Some of the settings, and some of the approvals among them. */
export type SettingsChange = Partial<Omit<Settings, "approvals">> & { approvals?: Partial<Settings["approvals"]> };

/** Changes some of a portal's settings and answers all of them. Throws invalid when an admin would lose the role by it, conflict when deals would be pushed by themselves too early. */
export function saveSettings(needs: Needs, { portalId, ...saving }: SettingsSaving & { portalId: number }): Promise<Settings> {
  return needs.store.inPortal(portalId, (tx) => saveSettingsIn(needs, tx, saving));
}

type SettingsSaving = { by: Person; changes: SettingsChange };

/** The same within a transaction. */
export async function saveSettingsIn({ alerts, clock }: Needs, tx: PortalTx, { by, changes }: SettingsSaving): Promise<Settings> {
  // First, since it waits for a proposal that is just being adopted.
  if (changes.amountBasis !== undefined) await tx.amountBasis.choose(clock.now());
  const before = await tx.settings.readToChange();
  const after: Settings = { ...before, ...changes, approvals: { ...before.approvals, ...changes.approvals } };
  refuseOwnDemotion(by, after, (await tx.portal.read())?.installedBy ?? null);
  await refuseFaults(tx, before, after);
  if (after.alerts.slackWebhookUrl !== null) alerts.checkSlackUrl(after.alerts.slackWebhookUrl);
  await tx.settings.save(after);
  const changed = changedSettings(before, after);
  if (changed.length === 0) return after;
  await releaseLetters(tx, "settingsSaved");
  if (changed.some(({ setting }) => setting === "routing")) await releaseUnrouted(tx);
  await checkGoLive(tx, by, before, after);
  await tx.audit.append({ by, what: "settings.changed", subject: null, details: { changed } });
  return after;
}

/** Since only an admin changes roles, and never their own, there is always one. */
function refuseOwnDemotion(by: Person, after: Settings, installedBy: number | null): void {
  if (roleOf(by, after, installedBy) === "admin") return;
  const message = "You would not be an admin any more. Another admin can take that role from you.";
  throw new AppError("invalid", message, { code: "lastAdmin", fixBy: "admin" });
}

/** A fault that was there before is none of this change's business. */
async function refuseFaults(tx: PortalTx, before: Settings, after: Settings): Promise<void> {
  const companies = (await tx.connections.list()).filter(({ state }) => state !== "disconnected");
  const ids = new Set(companies.map(({ connectionId }) => connectionId));
  const known = new Set(checkSettings(before, ids));
  const faults = [...checkSettings(after, ids).filter((fault) => !known.has(fault)), ...usedNumbers(before, after)];
  if (faults.length > 0) throw new AppError("invalid", faults.join(" "), { code: "settingsInvalid", fixBy: "admin" });
}

/** The settings that differ, with what may be told of them. */
export function changedSettings(before: Settings, after: Settings) {
  const [told, tells] = [withoutSecrets(before), withoutSecrets(after)];
  const names = Object.keys(after) as (keyof Settings)[];
  return names
    .filter((name) => !isDeepStrictEqual(before[name], after[name]))
    .map((name) => ({ setting: name, before: told[name], after: tells[name] }));
}

/** Whoever knows the address of a Slack webhook may post there. */
function withoutSecrets(settings: Settings): Record<keyof Settings, unknown> {
  return { ...settings, alerts: { ...settings.alerts, slackWebhookUrl: settings.alerts.slackWebhookUrl && "(kept secret)" } };
}
