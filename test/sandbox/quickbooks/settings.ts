/** How this QuickBooks behaves where the real one is slow, forgetful or not documented; set by `POST /control/settings`. */
export type Settings = {
  /** Queries and CDC see what was committed this long ago; reads by id see the present. */
  queryLagSeconds: number;
  requestIds: {
    /** Replay nothing: every send is a new one. */
    forgetful: boolean;
    /** Also a refusal is remembered and given again, though its cause was mended since. */
    replayFaults: boolean;
    /** How long a requestid is known (facts/quickbooks.md §3.7: not documented, at most a day is safe). */
    retentionSeconds: number;
  };
  limits: { enforced: boolean; perMinute: number; perSecond: number; batchesPerMinute: number; xml: boolean };
  tokens: { rotateAfterSeconds: number; oldDiesAfterSeconds: number };
  /** A number sent while the company numbers by itself is silently replaced (facts/quickbooks.md §11.8) or kept. */
  docNumberWhenAutomatic: "replace" | "keep";
  /** What an Estimate becomes when an invoice is linked to it (facts/quickbooks.md §11.6). */
  invoicedEstimateStatus: "Closed" | "Converted";
  /** Whether a service item may post to an Other Current Liability account (facts/quickbooks.md §7.1); else 6430. */
  liabilityIncomeAccounts: boolean;
  /** Closed books have a password, so that posting answers 6210 in place of 6200. */
  bookClosePassword: boolean;
};

export const DEFAULT_SETTINGS: Settings = {
  queryLagSeconds: 0,
  requestIds: { forgetful: false, replayFaults: true, retentionSeconds: 86_400 },
  limits: { enforced: true, perMinute: 500, perSecond: 10, batchesPerMinute: 40, xml: false },
  tokens: { rotateAfterSeconds: 86_400, oldDiesAfterSeconds: 86_400 },
  docNumberWhenAutomatic: "replace",
  invoicedEstimateStatus: "Closed",
  liabilityIncomeAccounts: false,
  bookClosePassword: false,
};

/** A part of the settings laid over the whole, one level deep. */
export type SettingsPatch = { [Key in keyof Settings]?: Settings[Key] extends object ? Partial<Settings[Key]> : Settings[Key] };

export function patchedSettings(settings: Settings, patch: SettingsPatch): Settings {
  return {
    ...settings,
    ...patch,
    requestIds: { ...settings.requestIds, ...patch.requestIds },
    limits: { ...settings.limits, ...patch.limits },
    tokens: { ...settings.tokens, ...patch.tokens },
  };
}
