import type { CompanySetting } from "../domain/company-settings.ts";
import type { Person } from "../domain/person.ts";
import type { PortalTx } from "../ports/store.ts";
import { currentSettings } from "./current-settings.ts";
import type { Configuration } from "./read-configuration.ts";
import { saveCompanySettingsIn } from "./save-company-settings.ts";
import { changedSettings, type SettingsChange } from "./save-settings.ts";

/** What a file says that one company has otherwise than the portal: all of it, so that what is not there is the portal's again. */
export type FiledCompanySettings = { connectionId: string; settings: SettingsChange };

type Importing = {
  by: Person;
  filed: readonly FiledCompanySettings[];
  companies: Configuration["companies"];
  /** A company's id in this portal. */
  here(id: string): string;
  /** Told before each, so that a refusal can say where it is. */
  begins(path: string): void;
};

/** Saves each company's own settings; a company that the file does not name keeps its own. Answers what changed, as `changedSettings` does. */
export async function importCompanySettings(tx: PortalTx, { by, filed, companies, here, begins }: Importing) {
  const all: (ReturnType<typeof changedSettings>[number] & { company: string })[] = [];
  for (const [index, { connectionId: there, settings }] of filed.entries()) {
    begins(`companySettings.${index}`);
    const connectionId = here(there);
    const { own = [], ...before } = await currentSettings(tx, connectionId);
    const inherit = own.filter((name) => settings[name] === undefined);
    const after = await saveCompanySettingsIn(tx, { by, connectionId, changes: settings, inherit });
    const named = new Set<string>([...inherit, ...(Object.keys(settings) as CompanySetting[])]);
    const company = companies.find(({ id }) => id === connectionId)?.name ?? connectionId;
    const changed = changedSettings(before, after).filter(({ setting }) => named.has(setting));
    all.push(...changed.map((change) => ({ ...change, company })));
  }
  return all;
}
