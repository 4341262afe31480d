import { z } from "zod";
import { COMPANY_SETTINGS, type CompanySetting } from "../domain/company-settings.ts";
import type { ConfigurationFault, FiledConfiguration } from "../flows/import-configuration.ts";
import { mappingLists } from "./mapping-views.ts";
import { settingsChange } from "./settings-views.ts";

const filedSettings = settingsChange
  .omit({ amountBasisProposal: true, own: true, inherit: true })
  .extend({ alerts: z.object({ emails: z.array(z.email()) }).strict() })
  .partial();

const ofCompany = Object.fromEntries(COMPANY_SETTINGS.map((name) => [name, true])) as Record<CompanySetting, true>;
const companySettings = z.object({ connectionId: z.string(), settings: filedSettings.pick(ofCompany).strict() }).strict();

/** A portal's configuration as a file. Version 1 of the form; what it leaves out stays as it is. */
export const configurationFile = z
  .object({
    tieout: z.literal("configuration"),
    version: z.literal(1),
    companies: z.array(z.object({ id: z.string(), name: z.string() })).default([]),
    settings: filedSettings.default({}),
    companySettings: z.array(companySettings).max(100).default([]),
    mapping: mappingLists.partial().strict().default({}),
  })
  .strict()
  .meta({ id: "Configuration" });

/** Reads such a file: either all of it, or everything that is wrong with its form. */
export function readConfigurationFile(text: string): { file: FiledConfiguration } | { faults: ConfigurationFault[] } {
  let whole: unknown;
  try {
    whole = JSON.parse(text);
  } catch {
    return { faults: [{ path: "", message: "This is not JSON." }] };
  }
  const parsed = configurationFile.safeParse(whole);
  if (!parsed.success) return { faults: parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message })) };
  const { companies, settings, companySettings: ofCompanies, mapping } = parsed.data;
  const own = ofCompanies.map((each) => ({ ...each, settings: withoutUndefined(each.settings) }));
  return { file: { companies, settings: withoutUndefined(settings), companySettings: own, mapping: withoutUndefined(mapping) } };
}

function withoutUndefined(part: object): object {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined));
}
