import { DESK_COMPANIES, DESK_CONTACTS, DESK_DEALS } from "./desk-cases.ts";
import { APPROVAL_COMPANIES, APPROVAL_CONTACTS, APPROVAL_DEALS } from "./approval-deals.ts";
import { COMPANIES, CONTACTS } from "./hubspot-buyers.ts";
import { DEALS } from "./hubspot-deals.ts";
import { MATCHING_COMPANIES, MATCHING_CONTACTS, MATCHING_DEALS } from "./matching-cases.ts";
import { PRODUCTS } from "./hubspot-products.ts";
import { SALE_COMPANIES, SALE_CONTACTS, SALE_DEALS } from "./sale-cases.ts";
import { UNMAPPED_DEALS } from "./unmapped-deals.ts";
import { RULE_COMPANIES, RULE_CONTACTS, RULE_DEALS } from "./rule-cases.ts";

export type AmountBasis = "tcv" | "acv" | "arr" | "mrr" | "manual";
export type UserSeed = { id: number; email: string; firstName: string; lastName: string };
export type TeamSeed = { id: string; name: string };
/** The first team is the primary one. */
export type OwnerSeed = { id: string; email: string; firstName: string; lastName: string; userId: number; teams: TeamSeed[] };
/** `probability` as HubSpot keeps it, a text: "1.0" is won. */
export type StageSeed = { id: string; label: string; isClosed: boolean; probability: string };
export type PipelineSeed = { id: string; label: string; stages: StageSeed[] };
/** A label of the portal's own, with its type id in both directions. */
export type LabelSeed = {
  from: SeedObject;
  to: SeedObject;
  typeId: number;
  inverseTypeId: number;
  label: string;
  inverseLabel: string;
};
type SeedObject = "deals" | "companies" | "contacts" | "line_items" | "products" | "quotes" | "discounts" | "fees" | "taxes";

/** `afterInstall` holds values of properties that the app creates at install; `changes` what was edited since. Ids are digits. */
export type RecordSeed = {
  id: string;
  createdAt?: string;
  properties: Record<string, string>;
  changes?: { at: string; properties: Record<string, string> }[];
  afterInstall?: Record<string, string>;
};
/** `parentId` is the company that it is a child of. */
export type CompanySeed = RecordSeed & { parentId?: string };
export type ContactSeed = RecordSeed & { companyId?: string };
export type DealSeed = RecordSeed & {
  companies: { id: string; labels?: string[] }[];
  contacts: { id: string; labels?: string[] }[];
  lines: RecordSeed[];
  quotes?: QuoteSeed[];
  /** What was added to the deal or taken off it beside its lines. */
  adjustments?: (RecordSeed & { object: "discounts" | "fees" | "taxes" })[];
};
/** Its lines are a set of their own beside the deal's. */
export type QuoteSeed = RecordSeed & { lines: RecordSeed[] };
/** A property that the portal's people made, before any app came. */
type PropertySeed = { objectType: SeedObject; name: string; label: string; type: string; fieldType: string; groupName: string };
export type PortalSeed = {
  id: number;
  name: string;
  domain: string;
  timeZone: string;
  currency: string;
  additionalCurrencies: string[];
  amountBasis: AmountBasis;
  createdAt: string;
  users: UserSeed[];
  owners: OwnerSeed[];
  pipelines: PipelineSeed[];
  labels: LabelSeed[];
  properties: PropertySeed[];
  products: RecordSeed[];
  companies: CompanySeed[];
  contacts: ContactSeed[];
  deals: DealSeed[];
};
export type HubSpotSeed = { portals: PortalSeed[] };

export const NORTHWIND_PORTAL = 146_425_426;
/** The users of the portal: `admin` installs the app, `rep` owns the deals. */
export const USERS = { admin: 5001, rep: 5002, finance: 5003 } as const;

const person = (firstName: string, lastName: string, id: number): UserSeed => ({
  id,
  email: `${firstName.toLowerCase()}@northwind.example`,
  firstName,
  lastName,
});
/** The rep's team, and the one of the admin, who owns deals too. */
export const TEAMS = { east: { id: "9001", name: "East" }, west: { id: "9002", name: "West" } } as const satisfies Record<string, TeamSeed>;
const PEOPLE = [person("Ada", "Lindqvist", USERS.admin), person("Ben", "Okafor", USERS.rep), person("Carla", "Mendes", USERS.finance)];

const PIPELINE: PipelineSeed = {
  id: "default",
  label: "Sales pipeline",
  stages: [
    { id: "appointmentscheduled", label: "Appointment scheduled", isClosed: false, probability: "0.2" },
    { id: "contractsent", label: "Contract sent", isClosed: false, probability: "0.9" },
    { id: "closedwon", label: "Closed won", isClosed: true, probability: "1.0" },
    { id: "closedlost", label: "Closed lost", isClosed: true, probability: "0.0" },
  ],
};

/** The HubSpot half of the story: one portal, about a dozen deals, each with one problem of quote to cash. */
export const HUBSPOT_SEED: HubSpotSeed = {
  portals: [
    {
      id: NORTHWIND_PORTAL,
      name: "Northwind Software",
      domain: "northwind.example",
      timeZone: "America/New_York",
      currency: "USD",
      additionalCurrencies: ["EUR", "CAD"],
      amountBasis: "tcv",
      createdAt: "2026-11-02T14:00:00Z",
      users: PEOPLE,
      owners: PEOPLE.slice(0, 2).map(({ id: userId, ...rest }, index) => {
        return { ...rest, id: String(71_001 + index), userId, teams: [index === 0 ? TEAMS.west : TEAMS.east] };
      }),
      pipelines: [PIPELINE],
      labels: [
        { from: "deals", to: "companies", typeId: 101, inverseTypeId: 102, label: "Billing", inverseLabel: "Billing" },
        { from: "deals", to: "contacts", typeId: 103, inverseTypeId: 104, label: "Billing", inverseLabel: "Billing" },
      ],
      properties: [
        // Made long ago for another tool, as text: that is how a date comes to be written "04/21/2026".
        {
          objectType: "deals",
          name: "tieout_order_date",
          label: "Order date",
          type: "string",
          fieldType: "text",
          groupName: "dealinformation",
        },
      ],
      products: PRODUCTS,
      companies: [...COMPANIES, ...SALE_COMPANIES, ...RULE_COMPANIES, ...APPROVAL_COMPANIES, ...MATCHING_COMPANIES, ...DESK_COMPANIES],
      contacts: [...CONTACTS, ...SALE_CONTACTS, ...RULE_CONTACTS, ...APPROVAL_CONTACTS, ...MATCHING_CONTACTS, ...DESK_CONTACTS],
      deals: [...DEALS, ...SALE_DEALS, ...UNMAPPED_DEALS, ...RULE_DEALS, ...APPROVAL_DEALS, ...MATCHING_DEALS, ...DESK_DEALS],
    },
  ],
};
