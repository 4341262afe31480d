import type { CustomerFacts } from "../../api/domain/erp-facts.ts";
import type { Buyer } from "../../api/domain/sale.ts";
import { ADDRESS } from "./sample-deal.ts";

/** A buyer with everything known, unless the case says otherwise. */
export function buyer(changes: Partial<Buyer> = {}): Buyer {
  return {
    kind: "company",
    recordId: "C1",
    name: "Initech Inc.",
    domain: "initech.example",
    email: "ap@initech.example",
    phone: "+1 (217) 555-0142",
    person: null,
    billing: ADDRESS,
    shipping: ADDRESS,
    taxExempt: false,
    taxId: null,
    taxExemptionReason: null,
    ...changes,
  };
}

const NOTHING_KNOWN = {
  companyName: null,
  email: null,
  phone: null,
  parentId: null,
  postcode: null,
  street: null,
  country: null,
  website: null,
  taxId: null,
};

/** A customer of which nothing but the name is known, unless the case says otherwise. */
export function customer(changes: Partial<CustomerFacts> = {}): CustomerFacts {
  return { id: "71", name: "Initech Inc", currency: "USD", active: true, ...NOTHING_KNOWN, ...changes };
}

export const MAILED = { email: "ap@initech.example" };
export const HERE = { street: ADDRESS.street, postcode: ADDRESS.zip };
const PHONE = "217-555-0142";
const EVERYTHING = { ...MAILED, ...HERE, phone: PHONE };

/** Names that are all the same company's: each is linked by itself with its e-mail. */
export const SPELLINGS = [
  "Initech Inc",
  "Initech Inc.",
  "Initech, Inc.",
  "Initech , Inc",
  "INITECH INC",
  "initech inc",
  "InItEcH iNc",
  "  Initech   Inc  ",
  "Initech Incorporated",
  "INITECH, INCORPORATED",
  "Initech (Inc.)",
  "Initech - Inc",
  "Initech/Inc",
  "Initech\tInc",
  '"Initech" Inc.',
  "“Initech”, Inc.",
  "Initech I.N.C.",
  "Initech I N C",
  "Ｉｎｉｔｅｃｈ Ｉｎｃ",
  "Ìnïtéch Inc",
  "Initéch, Inc.",
  "Iniŧech Inc".replace("ŧ", "t"),
  "Initech\u00a0Inc",
  "Initech\u200a\u2009Inc.",
  "The Initech Inc.",
  "THE INITECH, INC",
  "Initech Co., Inc.",
  "Initech Company, Inc.",
  "Initech Company Incorporated",
  "Initech; Inc",
  "Initech Inc;",
  "*Initech* Inc",
  "Initech Inc #".replace(" #", "!"),
  "Initech_Inc",
  "Initech·Inc",
  "Initech Inc (dba Chotchkie's)",
  "Initech Inc d/b/a Chotchkie's",
  "Initech, Inc. t/a Chotchkie's",
  "Initech Inc f/k/a Intertrode",
  "Initech Inc, formerly Intertrode Inc",
  "Initech Inc. doing business as Chotchkie's Restaurant",
] as const;

/** The same name as two people write it. */
export const SAME_NAMES: [string, string][] = [
  ["Café & Söhne GmbH", "CAFE and Sohne Gesellschaft mit beschränkter Haftung"],
  ["Ørsted A/S", "Orsted AS"],
  ["Zażółć Sp. z o.o.", "ZAZOLC SP ZOO"],
  ["Volkswagen AG", "Volkswagen Aktiengesellschaft"],
  ["Grupo Bimbo, S.A.B. de C.V.", "GRUPO BIMBO SAB DE CV"],
  ["Foster & Partners Ltd", "Foster and Partners Limited"],
  ["Ford Motor Company", "Ford Motor Co."],
  ["O’Reilly L.L.C.", "OReilly Limited Liability Company"],
  ["東芝株式会社", "株式会社東芝"],
  ["ООО «Ромашка»", "ромашка ООО"],
  ["Sony K.K.", "Sony Kabushiki Kaisha"],
  ["J. P. Morgan Inc", "JP Morgan Inc."],
  ["Philips B.V.", "PHILIPS BV"],
  ["Atlassian Pty Ltd", "Atlassian Pty. Limited"],
  ["3M Company", "３Ｍ Co"],
];

/** Where a wrong link lies near: what is asked, what QuickBooks has, and what the review must say. Never linked by itself. */
export type DangerCase = {
  what: string;
  buyer: Partial<Buyer>;
  customers: Partial<CustomerFacts>[];
  why: RegExp;
  linked?: string[];
  shared?: string[];
};

export const DANGERS: DangerCase[] = [
  {
    what: "Inc against LLC",
    buyer: {},
    customers: [{ ...EVERYTHING, name: "Initech LLC" }],
    why: /Different legal forms: inc here, llc there/,
  },
  {
    what: "Ltd against PLC",
    buyer: { name: "Initech Ltd" },
    customers: [{ ...EVERYTHING, name: "Initech plc" }],
    why: /Different legal forms/,
  },
  {
    what: "GmbH against GmbH & Co. KG",
    buyer: { name: "Initech GmbH" },
    customers: [{ ...EVERYTHING, name: "Initech GmbH & Co. KG" }],
    why: /Different legal forms/,
  },
  {
    what: "franchise numbers",
    buyer: { name: "Burger Store 12" },
    customers: [{ ...EVERYTHING, name: "Burger Store 14" }],
    why: /Different numbers or places in the name: 12 here, 14 there/,
  },
  {
    what: "a store against the chain",
    buyer: { name: "Burger Stores Group" },
    customers: [{ ...EVERYTHING, name: "Burger Stores Group 14" }],
    why: /Different numbers|Very similar|Similar/,
  },
  {
    what: "a store's number in the display name alone",
    buyer: {},
    customers: [{ ...EVERYTHING, name: "Initech Store 14", companyName: "Initech Inc" }],
    why: /none here, 14 there/,
  },
  {
    what: "ordinals",
    buyer: { name: "First Baptist Church of Austin" },
    customers: [{ ...EVERYTHING, name: "Second Baptist Church of Austin" }],
    why: /1 here, 2 there/,
  },
  {
    what: "Roman numbers",
    buyer: { name: "Lakeview Capital Partners Fund II LP" },
    customers: [{ ...EVERYTHING, name: "Lakeview Capital Partners Fund III LP" }],
    why: /2 here, 3 there/,
  },
  {
    what: "letters of buildings",
    buyer: { name: "Riverside Apartments Building A" },
    customers: [{ ...EVERYTHING, name: "Riverside Apartments Building B" }],
    why: /a here, b there/,
  },
  {
    what: "points of the compass",
    buyer: { name: "Continental Freight Logistics East" },
    customers: [{ ...EVERYTHING, name: "Continental Freight Logistics West" }],
    why: /Different numbers or places|The names do not agree/,
  },
  {
    what: "an AP mailbox shared by parent and subsidiary",
    buyer: { name: "Umbrella Labs" },
    customers: [{ ...EVERYTHING, name: "Umbrella Corp" }],
    why: /The names do not agree/,
  },
  {
    what: "an AP mailbox shared by parent and subsidiary, which are both customers",
    buyer: { name: "Umbrella Corp" },
    customers: [
      { ...EVERYTHING, name: "Umbrella Corp", parentId: "9" },
      { ...EVERYTHING, id: "72", name: "Umbrella Corp Labs" },
    ],
    why: /sub-customer/,
  },
  { what: "a company with a parent or child", buyer: { inGroup: true }, customers: [EVERYTHING], why: /parent or child/ },
  {
    what: "one domain of two customers",
    buyer: { email: null },
    customers: [{ email: "a@initech.example" }, { id: "72", name: "Initech Labs", email: "b@initech.example" }],
    why: /40 points/,
  },
  {
    what: "one domain of two companies",
    buyer: { email: null },
    customers: [{ email: "a@initech.example" }],
    shared: ["initech.example"],
    why: /40 points/,
  },
  {
    what: "renamed: only the mailbox and the house agree",
    buyer: { name: "Intertrode Inc" },
    customers: [EVERYTHING],
    why: /The names do not agree/,
  },
  {
    what: "renamed, with the same tax id",
    buyer: { name: "Intertrode Inc", taxId: "12-3456789" },
    customers: [{ ...EVERYTHING, taxId: "123456789" }],
    why: /The names do not agree/,
  },
  {
    what: "different tax ids",
    buyer: { taxId: "12-3456789" },
    customers: [{ ...EVERYTHING, taxId: "98-7654321" }],
    why: /Different tax ids/,
  },
  { what: "inactive", buyer: {}, customers: [{ ...EVERYTHING, active: false }], why: /inactive/ },
  { what: "a sub-customer", buyer: {}, customers: [{ ...EVERYTHING, parentId: "1" }], why: /sub-customer/ },
  { what: "another country", buyer: {}, customers: [{ ...MAILED, country: "CAN" }], why: /another country: CAN/ },
  { what: "linked to another company already", buyer: {}, customers: [EVERYTHING], linked: ["71"], why: /linked to another company/ },
  {
    what: "two that are equal",
    buyer: {},
    customers: [EVERYTHING, { ...EVERYTHING, id: "72", name: "Initech, Inc" }],
    why: /fits nearly as well/,
  },
  {
    what: "a close second",
    buyer: {},
    customers: [MAILED, { id: "72", name: "Initech (Old)", companyName: "Initech Inc", ...HERE, phone: PHONE }],
    why: /fits nearly as well/,
  },
  { what: "nothing but the name", buyer: {}, customers: [{}], why: /Only one kind of evidence/ },
  { what: "the legal form missing", buyer: {}, customers: [{ ...MAILED, name: "Initech" }], why: /75 points/ },
  {
    what: "a free mail address",
    buyer: { email: "initech@gmail.com", domain: "gmail.com" },
    customers: [{ email: "initech@gmail.com" }],
    why: /65 points/,
  },
  { what: "another script alone", buyer: { name: "Romashka" }, customers: [{ ...MAILED, name: "ООО «Ромашка»" }], why: /75 points/ },
  {
    what: "franchisees that share the name over the door",
    buyer: { name: "Alpha Foods LLC dba Burger Palace" },
    customers: [{ ...EVERYTHING, name: "Beta Foods LLC dba Burger Palace" }],
    why: /Only the trade names agree/,
  },
  { what: "names that say nothing", buyer: { name: "!!!" }, customers: [{ ...EVERYTHING, name: "???" }], why: /The names do not agree/ },
];
