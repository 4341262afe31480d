import type { Settings } from "./settings.ts";

/**
 * The settings that each QuickBooks company may have otherwise than the portal: how its books are kept, and when Tieout writes to
 * them. The others are about HubSpot, about people or about the portal's work as a whole, and there is one of each.
 */
export const COMPANY_SETTINGS = [
  "automaticPush",
  "goLiveDate",
  "goLiveWaiver",
  "orderDocument",
  "numbering",
  "discountAs",
  "pricesIncludeTax",
  "billBeforeAcceptance",
  "shadow",
  "readOnly",
  "approvals",
  "evergreen",
  "timeZone",
  "orderFields",
  "dealNameOnOrder",
  "creditHold",
  "catalogue",
  "readBudget",
] as const satisfies readonly (keyof Settings)[];

export type CompanySetting = (typeof COMPANY_SETTINGS)[number];

/** What one company has otherwise than the portal. A setting with parts is the company's own as a whole. */
export type OwnSettings = Partial<Pick<Settings, CompanySetting>>;

/** The settings of which a portal has one each. What a company may have otherwise is not among them: it is read for a company. */
export type PortalSettings = Omit<Settings, CompanySetting>;

/** What holds for a company: its own, and else the portal's. */
export const settingsOf = (portal: Settings, own: OwnSettings): Settings => ({
  ...portal,
  ...own,
  approvals: { ...portal.approvals, ...own.approvals },
});
