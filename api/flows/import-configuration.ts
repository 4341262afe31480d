import { AppError } from "../domain/errors.ts";
import { changesBetween } from "../domain/mapping-changes.ts";
import { sayChange, type SaidChange } from "../domain/mapping-words.ts";
import type { Mapping } from "../domain/mapping.ts";
import type { Person } from "../domain/person.ts";
import type { Routing } from "../domain/routing.ts";
import type { Settings } from "../domain/settings.ts";
import { mappingFaults } from "./change-mapping.ts";
import { currentSettings } from "./current-settings.ts";
import { importCompanySettings, type FiledCompanySettings } from "./import-company-settings.ts";
import type { Needs } from "./needs.ts";
import { companiesOf, type Configuration, type FiledSettings } from "./read-configuration.ts";
import { saveMappingIn } from "./save-mapping.ts";
import { changedSettings, saveSettingsIn } from "./save-settings.ts";

/** As much of a configuration as a file has. */
export type FiledConfiguration = {
  companies: Configuration["companies"];
  settings: Partial<Omit<FiledSettings, "approvals">> & { approvals?: Partial<Settings["approvals"]> };
  companySettings: FiledCompanySettings[];
  mapping: Partial<Mapping>;
};

/** What is wrong with a file; `path` says where: "settings.routing", "mapping.products.3". */
export type ConfigurationFault = { path: string; message: string };

type Import = { portalId: number; by: Person; file: FiledConfiguration; apply: boolean };
type Imported = { faults: ConfigurationFault[]; changes: SaidChange[]; applied: boolean };

/**
 * Checks a configuration whole, and applies it only when that is asked for and nothing is wrong with it: settings and mapping in
 * one transaction, which is rolled back where it is only a check.
 */
export async function importConfiguration(needs: Needs, { portalId, by, file, apply }: Import): Promise<Imported> {
  const { companies, before, mapping } = await needs.store.inPortal(portalId, async (tx) => ({
    companies: await companiesOf(tx),
    before: await currentSettings(tx, null),
    mapping: await tx.mapping.read(),
  }));
  const here = idsHere(file.companies, companies);
  const after = settingsAfter(before, withCompaniesOf(file.settings, here));
  const changed = changedSettings(before, after);
  const found = await mappingFaults(needs, portalId, mapping, { ...mapping, ...file.mapping });
  const faults = found.map(({ list, index, message }) => ({ path: `mapping.${list}.${index}`, message }));

  const settings = Object.fromEntries(changed.map(({ setting }) => [setting, after[setting]]));
  const lists = { lists: file.mapping, what: "Configuration file imported", expectedVersion: mapping.version };
  const doing = { path: "settings" };
  const ofCompanies: Awaited<ReturnType<typeof importCompanySettings>> = [];
  await needs.store
    .inPortal(portalId, async (tx) => {
      await saveSettingsIn(needs, tx, { by, changes: settings });
      const begins = (path: string) => void (doing.path = path);
      ofCompanies.push(...(await importCompanySettings(tx, { by, filed: file.companySettings, companies, here, begins })));
      doing.path = "mapping";
      if (faults.length === 0) await saveMappingIn(needs, tx, { by, ...lists });
      await tx.audit.append({ by, what: "configuration.imported", subject: null, details: {} });
      if (!apply || faults.length > 0) throw new OnlyChecked();
    })
    .catch((error: unknown) => {
      if (error instanceof AppError && REFUSALS.has(error.kind)) faults.push({ ...doing, message: error.message });
      else if (!(error instanceof OnlyChecked)) throw error;
    });

  const changes = [
    ...changed.map((change) => ({ path: `settings.${change.setting}`, before: said(change.before), after: said(change.after) })),
    ...ofCompanies.map(({ company, setting, ...change }) => ({
      path: `companySettings.${company}.${setting}`,
      before: said(change.before),
      after: said(change.after),
    })),
    ...changesBetween(mapping, { ...mapping, ...file.mapping }).map(sayChange),
  ];
  return { faults, changes: faults.length > 0 ? [] : changes, applied: apply && faults.length === 0 };
}

/** Ends a transaction that was only to show whether it could be. */
class OnlyChecked extends Error {}

const REFUSALS = new Set<AppError["kind"]>(["invalid", "conflict"]);

type Companies = Configuration["companies"];

/** In another portal a company has another id; its name says which one is meant. */
function idsHere(filed: Companies, companies: Companies): (id: string) => string {
  return (id) => {
    if (companies.some((company) => company.id === id)) return id;
    const name = filed.find((company) => company.id === id)?.name;
    return companies.find((company) => company.name === name)?.id ?? id;
  };
}

function withCompaniesOf(settings: FiledConfiguration["settings"], here: (id: string) => string): FiledConfiguration["settings"] {
  const { routing } = settings;
  if (!routing) return settings;
  const { rules, defaultConnectionId } = routing;
  const moved: Routing = {
    rules: rules.map((rule) => ({ ...rule, connectionId: here(rule.connectionId) })),
    defaultConnectionId: defaultConnectionId && here(defaultConnectionId),
  };
  return { ...settings, routing: moved };
}

function settingsAfter(before: Settings, { alerts, approvals, ...others }: FiledConfiguration["settings"]): Settings {
  return { ...before, ...others, alerts: { ...before.alerts, ...alerts }, approvals: { ...before.approvals, ...approvals } };
}

const said = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
