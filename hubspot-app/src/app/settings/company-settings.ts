/** The settings that each QuickBooks company may have otherwise than the portal, by their names in the API. */
export const COMPANY_SETTINGS: ReadonlySet<string> = new Set([
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
]);

/** The setting that a field is a part of: "approvals" of "approvals.contractOver". */
export const settingOf = (path: string): string => path.split(".")[0] ?? path;
