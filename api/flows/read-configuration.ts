import type { OwnSettings } from "../domain/company-settings.ts";
import { inStableOrder } from "../domain/mapping-file.ts";
import type { Mapping } from "../domain/mapping.ts";
import type { Settings } from "../domain/settings.ts";
import type { PortalTx } from "../ports/store.ts";
import { currentSettings, joinedCompanies } from "./current-settings.ts";
import type { Needs } from "./needs.ts";

/** Settings as a file holds them: whoever knows the address of a Slack webhook may post there, so it stays here. */
export type FiledSettings = Omit<Settings, "alerts"> & { alerts: { emails: string[] } };

/** What one company has otherwise than the portal. */
type FiledCompanySettings = { connectionId: string; settings: OwnSettings };

/** All that a portal has chosen. `companies` names the QuickBooks companies whose ids the routing and their own settings hold. */
export type Configuration = {
  companies: { id: string; name: string }[];
  settings: FiledSettings;
  companySettings: FiledCompanySettings[];
  mapping: Mapping;
};

/** The whole configuration of a portal, without secrets. */
export function readConfiguration({ store }: Needs, portalId: number): Promise<Configuration> {
  return store.inPortal(portalId, async (tx) => {
    const { alerts, ...settings } = await currentSettings(tx, null);
    const { version: _ofThisPortal, ...mapping } = await tx.mapping.read();
    const companies = await companiesOf(tx);
    return {
      companies,
      settings: { ...settings, alerts: { emails: alerts.emails } },
      companySettings: await ownSettingsOf(tx, companies),
      mapping: inStableOrder(mapping),
    };
  });
}

async function ownSettingsOf(tx: PortalTx, companies: Configuration["companies"]): Promise<FiledCompanySettings[]> {
  const all: FiledCompanySettings[] = [];
  for (const { id: connectionId } of companies) {
    const settings = await ownSettings(tx, connectionId);
    if (Object.keys(settings).length > 0) all.push({ connectionId, settings });
  }
  return all;
}

/** What a company has of its own, with the number that its orders go on with. */
async function ownSettings(tx: PortalTx, connectionId: string): Promise<OwnSettings> {
  const { own = [], ...settings } = await currentSettings(tx, connectionId);
  return Object.fromEntries(own.map((name) => [name, settings[name]]));
}

/** The companies that a routing may name. */
export async function companiesOf(tx: PortalTx): Promise<Configuration["companies"]> {
  return (await joinedCompanies(tx)).map(({ connectionId: id, company: { name } }) => ({ id, name }));
}
