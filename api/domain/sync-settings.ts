import type { Plan } from "./schedule.ts";
import type { FieldGroup, FieldRule, SyncField } from "./sync-fields.ts";

/** Which way values may go. */
export const SYNC_DIRECTIONS = ["both", "toHubSpot", "toQuickBooks", "off"] as const;
type SyncDirection = (typeof SYNC_DIRECTIONS)[number];
/** `onChange`: as soon as a webhook tells, and with the daily batch for what webhooks lost. */
export const SYNC_FREQUENCIES = ["onChange", "hourly", "every4Hours", "daily"] as const;
export type SyncFrequency = (typeof SYNC_FREQUENCIES)[number];

/** Direction, frequency and rule for each kind of data. Documents come from QuickBooks by webhook besides; `rules` holds what differs from the defaults. */
export type SyncSettings = Record<FieldGroup, { direction: SyncDirection; frequency: SyncFrequency }> & {
  invoices: { frequency: SyncFrequency };
  payments: { frequency: SyncFrequency };
  rules: Partial<Record<SyncField, FieldRule>>;
};

/** DESIGN §6. That billing and tax data go from QuickBooks to HubSpot is a matter of their rule. */
export const DEFAULT_SYNC: SyncSettings = {
  customers: { direction: "both", frequency: "daily" },
  contacts: { direction: "both", frequency: "onChange" },
  invoices: { frequency: "every4Hours" },
  payments: { frequency: "daily" },
  rules: {},
};

/** When a kind of data is due besides the webhooks. */
export const FREQUENCY_PLANS: Record<SyncFrequency, Plan> = {
  onChange: { daily: "batch" },
  hourly: { everyMinutes: 60 },
  every4Hours: { everyMinutes: 4 * 60 },
  daily: { daily: "batch" },
};
