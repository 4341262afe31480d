import { NONE, type Field } from "./field.ts";

/** The settings of each form, in its order. */
export const FIELDS = {
  goingLive: [
    { path: "automaticPush", kind: "toggle", label: "Push won deals automatically" },
    {
      path: "goLiveDate",
      kind: "date",
      label: "Automatic from this day on",
      description: "Deals that were won before are pushed by hand only.",
    },
    {
      path: "goLiveWaiver",
      kind: "text",
      label: "Why going live is safe before the checks are green",
      description: "Kept with your name. Empty: the checks count.",
    },
    {
      path: "settleSeconds",
      kind: "number",
      label: "Seconds that a won deal must be left alone",
      description: "So that the last corrections of a rep are in the order. The button waits for nothing.",
    },
    { path: "breaker.pushes", kind: "number", label: "Pause automatic pushes when more than so many deals come" },
    { path: "breaker.minutes", kind: "number", label: "… within so many minutes" },
    { path: "readOnly", kind: "toggle", label: "Read only", description: "Nothing is sent to QuickBooks, by nobody." },
    {
      path: "shadow",
      kind: "toggle",
      label: "Shadow run",
      description: "Nothing is sent. Each deal shows the order that it would be, to compare with what finance posts by hand.",
    },
  ],
  orders: [
    {
      path: "numbering.kind",
      kind: "select",
      label: "Orders are numbered by",
      options: [
        ["company", "QuickBooks"],
        ["marker", "the deal (HS-123)"],
        ["sequence", "a sequence of Tieout's"],
      ],
    },
    {
      path: "numbering.prefix",
      kind: "text",
      empty: "left out",
      label: "The numbers begin with",
      when: { path: "numbering.kind", is: "sequence" },
    },
    {
      path: "numbering.next",
      kind: "number",
      empty: "left out",
      label: "The next number",
      when: { path: "numbering.kind", is: "sequence" },
    },
    { path: "dealNameOnOrder", kind: "toggle", label: "Print the deal's name on the order" },
    {
      path: "orderFields.poNumber",
      kind: "text",
      empty: "refused",
      label: "QuickBooks' own field for the PO number",
      description: "As it is called in QuickBooks' sales forms.",
    },
    { path: "orderFields.salesRep", kind: "text", empty: "refused", label: "QuickBooks' own field for the sales rep" },
  ],
  deals: [
    {
      path: "amountBasis",
      kind: "select",
      label: "A deal's amount is",
      options: [
        ["tcv", "total contract value"],
        ["acv", "annual contract value"],
        ["arr", "annual recurring revenue"],
        ["mrr", "monthly recurring revenue"],
        ["lineSum", "the sum of the lines"],
        ["manual", "typed by hand"],
      ],
    },
    {
      path: "discountAs",
      kind: "select",
      label: "Discounts of the deal are",
      options: [
        ["netPrices", "in the prices"],
        ["line", "a line of their own"],
      ],
    },
    {
      path: "pricesIncludeTax",
      kind: "toggle",
      label: "HubSpot's prices include the sales tax",
      description: "Counts for QuickBooks companies outside the US.",
    },
    {
      path: "evergreen",
      kind: "select",
      label: "A recurring line without a term is",
      options: [
        [NONE, "an error"],
        ["termed", "twelve months"],
        ["monthly", "one period"],
      ],
    },
    {
      path: "dateFormat",
      kind: "select",
      label: "Dates in text fields are written",
      options: [
        [NONE, "2026-12-31 only"],
        ["MM/DD/YYYY", "12/31/2026"],
        ["DD/MM/YYYY", "31/12/2026"],
        ["DD.MM.YYYY", "31.12.2026"],
      ],
    },
    {
      path: "timeZone",
      kind: "text",
      label: "Time zone in which a close date becomes the order's date",
      description: "Such as Europe/Berlin. Empty: HubSpot's.",
    },
  ],
  dailyBatch: [
    { path: "dailyHour", kind: "number", label: "Hour of the daily batch", description: "0 to 23, in HubSpot's time zone." },
    { path: "readBudget", kind: "number", label: "Reads of QuickBooks in a month", description: "Near it there is an alarm." },
    { path: "catalogue.createProducts", kind: "toggle", label: "Make a product in HubSpot of each item that has none" },
  ],
  approvals: [
    {
      path: "approvals.discountPercentOver",
      kind: "number",
      empty: "null",
      label: "Discount over so many percent",
      description: "Empty: never.",
    },
    { path: "approvals.contractOver", kind: "decimal", label: "Contract over", description: "In the deal's currency. Empty: never." },
    {
      path: "approvals.newCustomerOver",
      kind: "decimal",
      label: "New customer over",
      description: "In the deal's currency. Empty: never.",
    },
    {
      path: "approvals.priceTolerance",
      kind: "number",
      empty: "null",
      label: "Price off the price list by more than so many percent",
      description: "Empty: never.",
    },
    { path: "approvals.termsNotListed", kind: "toggle", label: "Payment terms that QuickBooks does not have" },
    { path: "approvals.fourEyes", kind: "toggle", label: "Nobody approves what they asked for themselves" },
  ],
  creditHold: [
    {
      path: "creditHold.overdueOver",
      kind: "decimal",
      label: "Overdue over",
      description: "In the customer's currency. Empty: never.",
    },
    { path: "creditHold.daysOverdueOver", kind: "number", empty: "null", label: "Days overdue over", description: "Empty: never." },
  ],
  roles: [
    {
      path: "defaultRole",
      kind: "select",
      label: "Everybody else is",
      options: [
        ["pusher", "pusher: may push deals"],
        ["viewer", "viewer: may only look"],
      ],
    },
    {
      path: "pushOnly",
      kind: "select",
      label: "A pusher may push",
      options: [
        ["all", "every deal"],
        ["own", "deals of their own"],
        ["team", "deals of their own or their team"],
      ],
    },
  ],
  retention: [
    {
      path: "retention.logDays",
      kind: "number",
      label: "Days that requests and answers are kept in the log",
      description: "Sealed; their times and digests stay.",
    },
    {
      path: "retention.afterUninstallDays",
      kind: "number",
      label: "Days that everything is kept after an uninstall",
      description: "Who installs again before finds all as it was.",
    },
  ],
  alerts: [
    { path: "alerts.emails", kind: "list", label: "E-mail addresses", description: "With commas between." },
    { path: "alerts.slackWebhookUrl", kind: "text", label: "Slack incoming webhook", description: "https://hooks.slack.com/…" },
  ],
} satisfies Record<string, Field[]>;
