import { createContext, useContext } from "react";
import type { Api } from "tieout-shared/create-api.ts";
import { useWork, type Work } from "tieout-shared/use-work.ts";
import type { Me, Settings } from "./contract.ts";

/** What every section works with. `saved` takes over what the API answers to a save. */
type SettingsContent = { api: Api; me: Me; settings: Settings; saved(settings: Settings): void };

export const SettingsContext = createContext<SettingsContent | null>(null);

/** The page that a section stands on. */
export function useSettings(): SettingsContent {
  const content = useContext(SettingsContext);
  if (!content) throw new Error("Bug: a section was drawn outside of the settings page.");
  return content;
}

/** Saving some of the settings; `save` is true when it went well. */
export type Saving = { work: Work; save(part: Partial<Settings>, said?: string): Promise<boolean> };

export function useSaving(): Saving {
  const { api, saved } = useSettings();
  const work = useWork();
  const save: Saving["save"] = (part, said = "Saved.") =>
    work.run(
      "save",
      () => api.send<Settings>("PUT", "/ui/settings", part, ["roles", "routing"]),
      (answer) => {
        saved(answer);
        return said;
      },
    );
  return { work, save };
}
