import type { CreditHold } from "./customer-account.ts";
import { DEFAULT_SYNC, type SyncSettings } from "./sync-settings.ts";
import type { Routing } from "./routing.ts";

/** What a portal has chosen (DESIGN §5 `Settings`); defaults in `DEFAULT_SETTINGS`. */
export type Settings = {
  automaticPush: boolean;
  goLiveDate: string | null;
  goLiveWaiver: string | null;
  settleSeconds: number;
  breaker: { pushes: number; minutes: number };
  /** Stages that count as won besides those closed with probability 1.0. */
  readyStages: string[] | null;
  orderDocument: "estimate" | "invoice";
  numbering: { kind: "company" | "marker" | "sequence"; prefix?: string | undefined; next?: number | undefined };
  amountBasis: "tcv" | "acv" | "arr" | "mrr" | "lineSum" | "manual";
  discountAs: "netPrices" | "line";
  /** The CRM's prices hold the sales tax; counts outside the US alone. */
  pricesIncludeTax: boolean;
  /** For billing by schedule, which is not built: it changes nothing. */
  billBeforeAcceptance: boolean;
  shadow: boolean;
  readOnly: boolean;
  /** When finance must approve first; amounts are in the currency of the deal. */
  approvals: {
    discountPercentOver: number | null;
    contractOver: string | null;
    termsNotListed: boolean;
    newCustomerOver: string | null;
    /** How many percent a net unit price may be off the item's price. */
    priceTolerance: number | null;
    /** Nobody approves a push that they asked for themselves. */
    fourEyes: boolean;
  };
  alerts: { slackWebhookUrl: string | null; emails: string[] };
  roles: Record<string, Role>;
  defaultRole: "viewer" | "pusher";
  /** Whose deals a pusher may push: anybody's, their own, or those of their teams; finance and admins push any. */
  pushOnly: "all" | "own" | "team";
  /** Which QuickBooks company a deal goes to, where several are joined. */
  routing: Routing;
  /** "termed" treats an open-ended recurring line as twelve months, "monthly" as one period; null makes it an error. */
  evergreen: "termed" | "monthly" | null;
  /** How text in a date field is written: "MM/DD/YYYY", "DD/MM/YYYY"; null: ISO only. */
  dateFormat: "MM/DD/YYYY" | "DD/MM/YYYY" | "DD.MM.YYYY" | null;
  /** The zone (IANA) in which a close date becomes the order date; null: the portal's. */
  timeZone: string | null;
  /** The hour of the daily batch, in the portal's zone. */
  dailyHour: number;
  /** What the company calls its own fields on orders for the PO number and for the rep's code. */
  orderFields: { poNumber: string; salesRep: string };
  /** The deal's name is printed on the order. */
  dealNameOnOrder: boolean;
  creditHold: CreditHold;
  /** Items of QuickBooks that have no product in HubSpot get one. */
  catalogue: { createProducts: boolean };
  /** Metered reads of QuickBooks that a connection may use in a month; near it there is an alarm. */
  readBudget: number;
  /** How many days what the vendors were sent and answered is kept, and everything after an uninstall. */
  retention: { logDays: number; afterUninstallDays: number };
  /** What is kept in step with QuickBooks: which way, how often and whose value is right. */
  sync: SyncSettings;
};

/** What a user may do; each role includes the ones before it. */
export type Role = "viewer" | "pusher" | "finance" | "admin";

/** Whether anything may be written to the ERP: not while Tieout only reads, nor while a shadow run compares. */
export const mayWriteToErp = ({ readOnly, shadow }: Settings): boolean => !readOnly && !shadow;

/** Tieout only read, and may write again. After a shadow run finance has posted by hand what was held back. */
export const mayWriteAgain = (before: Settings, after: Settings): boolean => before.readOnly && !before.shadow && mayWriteToErp(after);

/** What holds for a portal that has chosen nothing. */
export const DEFAULT_SETTINGS: Settings = {
  automaticPush: false,
  goLiveDate: null,
  goLiveWaiver: null,
  settleSeconds: 120,
  breaker: { pushes: 25, minutes: 10 },
  readyStages: null,
  orderDocument: "estimate",
  numbering: { kind: "company" },
  amountBasis: "tcv",
  discountAs: "netPrices",
  pricesIncludeTax: false,
  billBeforeAcceptance: false,
  shadow: false,
  readOnly: false,
  approvals: {
    discountPercentOver: null,
    contractOver: null,
    termsNotListed: false,
    newCustomerOver: null,
    priceTolerance: null,
    fourEyes: false,
  },
  alerts: { slackWebhookUrl: null, emails: [] },
  roles: {},
  defaultRole: "pusher",
  pushOnly: "all",
  routing: { rules: [], defaultConnectionId: null },
  evergreen: null,
  dateFormat: null,
  timeZone: null,
  dailyHour: 6,
  orderFields: { poNumber: "P.O. Number", salesRep: "Sales Rep" },
  dealNameOnOrder: false,
  creditHold: { overdueOver: null, daysOverdueOver: 60 },
  catalogue: { createProducts: false },
  readBudget: 50_000,
  retention: { logDays: 30, afterUninstallDays: 30 },
  sync: DEFAULT_SYNC,
};
