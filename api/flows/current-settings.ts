import { AppError } from "../domain/errors.ts";
import { COMPANY_SETTINGS, type CompanySetting } from "../domain/company-settings.ts";
import type { Settings } from "../domain/settings.ts";
import type { Connection } from "../ports/connections.ts";
import type { PortalTx } from "../ports/store.ts";

/** What holds for the portal, or for one company, with the number that its orders go on with; `own` names what is that company's own. */
export type CurrentSettings = Settings & { own?: CompanySetting[] };

/** The settings as people see them. Throws notFound when the portal has no such company. */
export async function currentSettings(tx: PortalTx, connectionId: string | null): Promise<CurrentSettings> {
  if (connectionId === null) return withNextNumber(tx, await onlyCompany(tx), await tx.settings.readWhole());
  await joinedCompany(tx, connectionId);
  const settings = await withNextNumber(tx, connectionId, await tx.settings.of(connectionId));
  const own = await tx.settings.own(connectionId);
  return { ...settings, own: COMPANY_SETTINGS.filter((name) => name in own) };
}

/** Every company that the portal has, those that wait for a yes too. */
export async function joinedCompanies(tx: PortalTx): Promise<Connection[]> {
  return (await tx.connections.list()).filter(({ state }) => state !== "disconnected");
}

/** The company of that id. Throws notFound when the portal has none (any more). */
export async function joinedCompany(tx: PortalTx, connectionId: string): Promise<Connection> {
  const company = (await joinedCompanies(tx)).find((each) => each.connectionId === connectionId);
  if (company) return company;
  throw new AppError("notFound", "There is no such QuickBooks company (any more).", { code: "noSuchConnection", fixBy: "admin" });
}

/** The one company that the portal's settings are about; null where they are about several, or none yet. */
export async function onlyCompany(tx: PortalTx): Promise<string | null> {
  const [company, ...others] = await joinedCompanies(tx);
  return company && others.length === 0 ? company.connectionId : null;
}

/** A sequence counts on by itself from the number that was set. */
async function withNextNumber(tx: PortalTx, connectionId: string | null, settings: Settings): Promise<Settings> {
  const { kind, prefix = "", next } = settings.numbering;
  if (connectionId === null || kind !== "sequence" || next === undefined) return settings;
  const reached = await tx.orderNumbers.next(connectionId, { prefix, from: next });
  return { ...settings, numbering: { ...settings.numbering, next: reached } };
}
