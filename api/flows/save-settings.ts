import { isDeepStrictEqual } from "node:util";
import { checkSettings, usedNumbers } from "../domain/check-settings.ts";
import { AppError } from "../domain/errors.ts";
import type { Person } from "../domain/person.ts";
import { roleOf } from "../domain/roles.ts";
import { DEFAULT_SETTINGS, mayWriteAgain, type Settings } from "../domain/settings.ts";
import type { PortalTx } from "../ports/store.ts";
import { currentSettings, joinedCompanies, onlyCompany, type CurrentSettings } from "./current-settings.ts";
import { noteWaiver, refuseUntimelyAnywhere } from "./go-live.ts";
import type { Needs } from "./needs.ts";
import { releaseDeals } from "./release-deals.ts";
import { releaseLetters } from "./release-letters.ts";

/** Some of the settings, and some of the approvals among them. */
export type SettingsChange = Partial<Omit<Settings, "approvals">> & { approvals?: Partial<Settings["approvals"]> };

/** Changes some of a portal's settings, which hold for every company that has none of its own, and answers all of them. Throws invalid when an admin would lose the role by it, conflict when deals would be pushed by themselves too early. */
export function saveSettings(needs: Needs, { portalId, ...saving }: SettingsSaving & { portalId: number }): Promise<CurrentSettings> {
  return needs.store.inPortal(portalId, (tx) => saveSettingsIn(needs, tx, saving));
}

type SettingsSaving = { by: Person; changes: SettingsChange };

/** The same within a transaction. */
export async function saveSettingsIn({ alerts, clock }: Needs, tx: PortalTx, { by, changes }: SettingsSaving): Promise<CurrentSettings> {
  // First, since it waits for a proposal that is just being adopted.
  if (changes.amountBasis !== undefined) await tx.amountBasis.choose(clock.now());
  const saved = await tx.settings.readToChange();
  const before = await currentSettings(tx, null);
  const after: Settings = { ...saved, ...changes, approvals: { ...saved.approvals, ...changes.approvals } };
  refuseOwnDemotion(by, after, (await tx.portal.read())?.installedBy ?? null);
  await refuseFaults(tx, { before, after, numbered: changes.numbering && (await onlyCompany(tx)) });
  await refuseUntimelyAnywhere(tx, after);
  if (after.alerts.slackWebhookUrl !== null) alerts.checkSlackUrl(after.alerts.slackWebhookUrl);
  await tx.settings.save(after);
  const now = await currentSettings(tx, null);
  const changed = changedSettings(before, now);
  if (changed.length === 0) return now;
  await releaseWhatWaited(tx, before, after);
  if (changed.some(({ setting }) => setting === "routing")) await releaseDeals(tx, ["connectionUnclear"]);
  await noteWaiver(tx, by, null, before, after);
  await tx.audit.append({ by, what: "settings.changed", subject: null, details: { changed } });
  return now;
}

/** Whatever may go on by settings that were changed, a portal's or a company's. */
export async function releaseWhatWaited(tx: PortalTx, before: Settings, after: Settings): Promise<void> {
  await releaseLetters(tx, "settingsSaved");
  if (mayWriteAgain(before, after)) await releaseDeals(tx, ["writesOff"]);
  if (before.orderDocument !== after.orderDocument) await releaseDeals(tx, ["orderDocumentUnknown"]);
}

/** Since only an admin changes roles, and never their own, there is always one. */
function refuseOwnDemotion(by: Person, after: Settings, installedBy: number | null): void {
  if (roleOf(by, after, installedBy) === "admin") return;
  const message = "You would not be an admin any more. Another admin can take that role from you.";
  throw new AppError("invalid", message, { code: "lastAdmin", fixBy: "admin" });
}

/** `numbered` is the company whose numbering changes; of several that go by the portal's, each counts on from where it is. */
type Change = { before: Settings; after: Settings; numbered: string | null | undefined };

/** A fault that was there before is none of this change's business. */
export async function refuseFaults(tx: PortalTx, { before, after, numbered }: Change): Promise<void> {
  const ids = new Set((await joinedCompanies(tx)).map(({ connectionId }) => connectionId));
  const known = new Set(checkSettings(before, ids));
  const faults = checkSettings(after, ids).filter((fault) => !known.has(fault));
  if (numbered) {
    const { prefix = "" } = after.numbering;
    faults.push(...usedNumbers(after.numbering, await tx.orderNumbers.next(numbered, { prefix, from: 1 })));
  }
  if (faults.length > 0) throw new AppError("invalid", faults.join(" "), { code: "settingsInvalid", fixBy: "admin" });
}

/** The settings that differ, with what may be told of them. */
export function changedSettings(before: Settings, after: Settings) {
  const [told, tells] = [withoutSecrets(before), withoutSecrets(after)];
  const names = Object.keys(DEFAULT_SETTINGS) as (keyof Settings)[];
  return names
    .filter((name) => !isDeepStrictEqual(before[name], after[name]))
    .map((name) => ({ setting: name, before: told[name], after: tells[name] }));
}

/** Whoever knows the address of a Slack webhook may post there. */
function withoutSecrets(settings: Settings): Record<keyof Settings, unknown> {
  return { ...settings, alerts: { ...settings.alerts, slackWebhookUrl: settings.alerts.slackWebhookUrl && "(kept secret)" } };
}
