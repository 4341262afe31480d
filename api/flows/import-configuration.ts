import { AppError } from "../domain/errors.ts";
import { changesBetween } from "../domain/mapping-changes.ts";
import { sayChange, type SaidChange } from "../domain/mapping-words.ts";
import type { Mapping } from "../domain/mapping.ts";
import type { Person } from "../domain/person.ts";
import type { Routing } from "../domain/routing.ts";
import type { Settings } from "../domain/settings.ts";
import { mappingFaults } from "./change-mapping.ts";
import type { Needs } from "./needs.ts";
import { companiesOf, type Configuration, type FiledSettings } from "./read-configuration.ts";
import { saveMappingIn } from "./save-mapping.ts";
import { changedSettings, saveSettingsIn } from "./save-settings.ts";

/** As much of a configuration as a file has. */
export type FiledConfiguration = {
  companies: Configuration["companies"];
  settings: Partial<Omit<FiledSettings, "approvals">> & { approvals?: Partial<Settings["approvals"]> };
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
    before: await tx.settings.readWhole(),
    mapping: await tx.mapping.read(),
  }));
  const after = settingsAfter(before, withCompaniesOf(file, companies));
  const changed = changedSettings(before, after);
  const found = await mappingFaults(needs, portalId, mapping, { ...mapping, ...file.mapping });
  const faults = found.map(({ list, index, message }) => ({ path: `mapping.${list}.${index}`, message }));

  const settings = Object.fromEntries(changed.map(({ setting }) => [setting, after[setting]]));
  const lists = { lists: file.mapping, what: "Configuration file imported", expectedVersion: mapping.version };
  const doing = { path: "settings" };
  await needs.store
    .inPortal(portalId, async (tx) => {
      await saveSettingsIn(needs, tx, { by, changes: settings });
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
    ...changesBetween(mapping, { ...mapping, ...file.mapping }).map(sayChange),
  ];
  return { faults, changes: faults.length > 0 ? [] : changes, applied: apply && faults.length === 0 };
}

/** Ends a transaction that was only to show whether it could be. */
class OnlyChecked extends Error {}

const REFUSALS = new Set<AppError["kind"]>(["invalid", "conflict"]);

/** In another portal a company has another id; its name says which one is meant. */
function withCompaniesOf({ companies: filed, settings }: FiledConfiguration, companies: Configuration["companies"]) {
  const { routing } = settings;
  if (!routing) return settings;
  const here = (id: string) => {
    if (companies.some((company) => company.id === id)) return id;
    const name = filed.find((company) => company.id === id)?.name;
    return companies.find((company) => company.name === name)?.id ?? id;
  };
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
