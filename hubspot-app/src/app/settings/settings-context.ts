import { createContext, useContext } from "react";
import type { Api } from "tieout-shared/create-api.ts";
import { useWork, type Work } from "tieout-shared/use-work.ts";
import type { Me, Settings } from "./contract.ts";

/** What every section works with. `company` is whose settings these are, null for the portal's; `saved` takes over what the API answers to a save. */
type SettingsContent = { api: Api; me: Me; settings: Settings; company: Company | null; saved(settings: Settings): void };
type Company = { id: string; name: string };

/** Where the settings of a company are read and saved, or those of the portal. */
export const settingsPath = (company: Company | null): string => `/ui/settings${companyQuery(company)}`;

/** The same choice for other calls. */
export const companyQuery = (company: Company | null): string =>
  company === null ? "" : `?connectionId=${encodeURIComponent(company.id)}`;

export const SettingsContext = createContext<SettingsContent | null>(null);

/** The page that a section stands on. */
export function useSettings(): SettingsContent {
  const content = useContext(SettingsContext);
  if (!content) throw new Error("Bug: a section was drawn outside of the settings page.");
  return content;
}

/** Saving some of the settings; `save` is true when it went well. */
export type Saving = { work: Work; save(part: Partial<Settings> & { inherit?: string[] }, said?: string): Promise<boolean> };

export function useSaving(): Saving {
  const { api, company, saved } = useSettings();
  const work = useWork();
  const save: Saving["save"] = (part, said = "Saved.") =>
    work.run(
      "save",
      () => api.send<Settings>("PUT", settingsPath(company), part, ["roles", "routing"]),
      (answer) => {
        saved(answer);
        return said;
      },
    );
  return { work, save };
}
