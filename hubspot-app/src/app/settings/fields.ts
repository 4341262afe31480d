/** A setting as a form shows it: `path` is where it stands in the settings, "approvals.contractOver". */
export type Field = { path: string; label: string; description?: string } & (
  | { kind: "toggle" }
  | { kind: "number" }
  /** Empty is null. */
  | { kind: "text" }
  | { kind: "list" }
  | { kind: "select"; options: readonly (readonly [value: string, label: string])[] }
);

const NONE = "none";

/** The fields of each section. A select's value "none" is null. */
export const FIELDS = {
  push: [
    { path: "automaticPush", kind: "toggle", label: "Push won deals automatically" },
    { path: "goLiveDate", kind: "text", label: "Automatic from this date on", description: "2026-12-31; deals won before stay by hand" },
    {
      path: "goLiveWaiver",
      kind: "text",
      label: "Why going live is safe before the checks are green",
      description: "Your name is kept with it",
    },
    { path: "settleSeconds", kind: "number", label: "Seconds that a won deal must be left alone" },
    { path: "breaker.pushes", kind: "number", label: "Pause automatic pushes after so many" },
    { path: "breaker.minutes", kind: "number", label: "… within so many minutes" },
    { path: "readyStages", kind: "list", label: "Stages that count as won too", description: "Ids of stages, with commas between" },
    {
      path: "orderDocument",
      kind: "select",
      label: "A deal becomes",
      options: [
        ["estimate", "an estimate"],
        ["invoice", "an invoice at once"],
      ],
    },
    {
      path: "numbering.kind",
      kind: "select",
      label: "Orders are numbered by",
      options: [
        ["company", "QuickBooks"],
        ["marker", "the deal (HS-123)"],
        ["sequence", "a sequence of ours"],
      ],
    },
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
      path: "evergreen",
      kind: "select",
      label: "A line without a term is",
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
    { path: "timeZone", kind: "text", label: "Time zone", description: "Europe/Berlin; empty: HubSpot's" },
    { path: "dailyHour", kind: "number", label: "Hour of the daily batch" },
    { path: "dealNameOnOrder", kind: "toggle", label: "Print the deal's name on the order" },
    { path: "readOnly", kind: "toggle", label: "Only read, send nothing to QuickBooks" },
  ],
  approvals: [
    { path: "approvals.discountPercentOver", kind: "number", label: "Discount over so many percent" },
    { path: "approvals.contractOver", kind: "text", label: "Contract over", description: "In the deal's currency; empty: never" },
    { path: "approvals.newCustomerOver", kind: "text", label: "New customer over", description: "In the deal's currency; empty: never" },
    { path: "approvals.priceTolerance", kind: "number", label: "Price off the price list by more than so many percent" },
    { path: "approvals.termsNotListed", kind: "toggle", label: "Payment terms that QuickBooks does not have" },
    { path: "approvals.fourEyes", kind: "toggle", label: "Nobody approves what they asked for themselves" },
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
  alerts: [
    { path: "alerts.emails", kind: "list", label: "E-mail addresses", description: "With commas between" },
    { path: "alerts.slackWebhookUrl", kind: "text", label: "Slack incoming webhook", description: "https://hooks.slack.com/…" },
  ],
} satisfies Record<string, Field[]>;

/** What the form holds for a setting: text, or true and false. */
export function shownValue(field: Field, settings: Record<string, unknown>): string | boolean {
  const value = field.path.split(".").reduce<unknown>((inner, name) => (inner as Record<string, unknown> | null)?.[name], settings);
  if (field.kind === "toggle") return value === true;
  if (Array.isArray(value)) return value.join(", ");
  return typeof value === "string" || typeof value === "number" ? String(value) : field.kind === "select" ? NONE : "";
}

/** The settings that a form changes: whole objects where one of their parts is another one now. */
export function changedSettings(fields: readonly Field[], draft: Record<string, string | boolean>, settings: Record<string, unknown>) {
  const changes: Record<string, unknown> = {};
  for (const field of fields) {
    const value = draft[field.path];
    if (value === undefined || value === shownValue(field, settings)) continue;
    const [name = "", part] = field.path.split(".");
    const saved = savedValue(field, value);
    changes[name] = part === undefined ? saved : { ...((changes[name] ?? settings[name]) as object), [part]: saved };
  }
  return changes;
}

function savedValue(field: Field, value: string | boolean): unknown {
  if (typeof value === "boolean") return value;
  const text = value.trim();
  switch (field.kind) {
    case "number":
      return text === "" ? null : Number(text);
    case "list":
      return text === "" && field.path === "readyStages"
        ? null
        : text
            .split(",")
            .map((each) => each.trim())
            .filter(Boolean);
    case "select":
      return text === NONE ? null : text;
    default:
      return text === "" ? null : text;
  }
}
