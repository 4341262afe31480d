import type { OwnSettings, PortalSettings } from "../domain/company-settings.ts";
import type { Settings } from "../domain/settings.ts";

/** What the admins of a portal have chosen. */
export type SettingsStore = {
  /** What there is one of in a portal, whichever company it is about. */
  read(): Promise<PortalSettings>;
  /** What holds for work with this company. */
  of(connectionId: string): Promise<Settings>;
  /** All that the portal has chosen, for who shows or saves it; what is done with a company goes by what holds for that. */
  readWhole(): Promise<Settings>;
  /** The same for who will save: others who would change them wait until this transaction ends. */
  readToChange(): Promise<Settings>;
  save(settings: Settings): Promise<void>;
  /** What a company has otherwise than the portal; nothing where it has never chosen. */
  own(connectionId: string): Promise<OwnSettings>;
  saveOwn(connectionId: string, own: OwnSettings): Promise<void>;
};
