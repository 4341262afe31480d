import { z } from "zod";
import { COMPANY_SETTINGS } from "../domain/company-settings.ts";
import { FIELD_RULES, SYNC_FIELD_NAMES } from "../domain/sync-fields.ts";
import { SYNC_DIRECTIONS, SYNC_FREQUENCIES } from "../domain/sync-settings.ts";

/** The settings of the contract (DESIGN §5) as schemas, and what each may be. */
export const role = z.enum(["viewer", "pusher", "finance", "admin"]);
const isoDate = z.iso.date();

function isTimeZone(name: string): boolean {
  return Intl.supportedValuesOf("timeZone").includes(name) || name === "UTC";
}

const limit = z
  .string()
  .regex(/^\d+(\.\d+)?$/)
  .nullable();
const approvals = z.object({
  discountPercentOver: z.number().min(0).max(100).nullable(),
  contractOver: limit,
  termsNotListed: z.boolean(),
  newCustomerOver: limit,
  priceTolerance: z.number().min(0).max(100).nullable(),
  fourEyes: z.boolean(),
});

const routingRule = z
  .object({
    by: z.enum(["pipeline", "currency", "property"]),
    property: z.string().min(1).max(100).optional(),
    value: z.string().min(1).max(200),
    connectionId: z.string().min(1),
  })
  .refine(({ by, property }) => by !== "property" || property !== undefined, "a rule by a property must name the property");
const routing = z.object({ rules: z.array(routingRule).max(100), defaultConnectionId: z.string().min(1).nullable() });

const frequency = z.enum(SYNC_FREQUENCIES);
const twoWays = z.object({ direction: z.enum(SYNC_DIRECTIONS), frequency });
const sync = z.object({
  customers: twoWays,
  contacts: twoWays,
  invoices: z.object({ frequency }),
  payments: z.object({ frequency }),
  rules: z.partialRecord(z.enum(SYNC_FIELD_NAMES), z.enum(FIELD_RULES)),
});

const settings = z.object({
  automaticPush: z.boolean(),
  goLiveDate: isoDate.nullable(),
  goLiveWaiver: z.string().min(1).nullable(),
  settleSeconds: z.number().int().min(0).max(86_400),
  breaker: z.object({ pushes: z.number().int().positive(), minutes: z.number().int().positive() }),
  readyStages: z.array(z.string()).nullable(),
  orderDocument: z.enum(["estimate", "invoice"]),
  numbering: z.object({
    kind: z.enum(["company", "marker", "sequence"]),
    prefix: z.string().max(12).optional(),
    next: z.number().int().positive().optional(),
  }),
  amountBasis: z.enum(["tcv", "acv", "arr", "mrr", "lineSum", "manual"]),
  discountAs: z.enum(["netPrices", "line"]),
  pricesIncludeTax: z.boolean(),
  billBeforeAcceptance: z.boolean(),
  shadow: z.boolean(),
  readOnly: z.boolean(),
  approvals,
  alerts: z.object({ slackWebhookUrl: z.url().nullable(), emails: z.array(z.email()) }),
  /** By HubSpot user id, or by the e-mail of somebody who has not come yet. */
  roles: z.record(z.union([z.string().regex(/^\d+$/), z.email()]), role),
  defaultRole: z.enum(["viewer", "pusher"]),
  pushOnly: z.enum(["all", "own", "team"]),
  routing,
  evergreen: z.enum(["termed", "monthly"]).nullable(),
  dateFormat: z.enum(["MM/DD/YYYY", "DD/MM/YYYY", "DD.MM.YYYY"]).nullable(),
  timeZone: z.string().refine(isTimeZone, "must be a zone such as Europe/Berlin").nullable(),
  dailyHour: z.number().int().min(0).max(23),
  orderFields: z.object({ poNumber: z.string().min(1).max(30), salesRep: z.string().min(1).max(30) }),
  dealNameOnOrder: z.boolean(),
  creditHold: z.object({
    overdueOver: limit,
    daysOverdueOver: z.number().int().min(0).max(3650).nullable(),
  }),
  catalogue: z.object({ createProducts: z.boolean() }),
  readBudget: z.number().int().positive(),
  retention: z.object({ logDays: z.number().int().min(1).max(90), afterUninstallDays: z.number().int().min(1).max(365) }),
  sync,
});

const companySetting = z.enum(COMPANY_SETTINGS);

/** All settings, and the basis that the won deals' amounts speak for; `share` of `deals` are on it. */
export const settingsView = settings
  .extend({
    /** Of one company: the settings that it has otherwise than the portal. */
    own: z.array(companySetting).optional(),
    amountBasisProposal: z
      .object({ basis: settings.shape.amountBasis.exclude(["manual"]), share: z.number().min(0.9).max(1), deals: z.number().int() })
      .nullable(),
  })
  .meta({ id: "Settings" });

/** A part of the settings, and of the approvals in them. What is only read may come back with them, and changes nothing. */
export const settingsChange = settings
  .partial()
  .extend({
    approvals: approvals.partial().optional(),
    /** Of one company: the settings that are the portal's again. */
    inherit: z.array(companySetting).optional(),
    amountBasisProposal: z.unknown().optional(),
    own: z.unknown().optional(),
  })
  .strict();
