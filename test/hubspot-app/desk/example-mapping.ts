import type { Choices, DryRun, HistoryEntry, Mapping } from "../../../hubspot-app/src/app/pages/mapping/contract.ts";
import { usd } from "../example-view.ts";

export const mapping: Mapping = {
  version: 4,
  products: [
    {
      productId: "501",
      items: [
        { itemId: "11", quantity: "1", share: "0.85" },
        { itemId: "12", quantity: "2", share: "0.15" },
      ],
    },
  ],
  terms: [{ text: "net 45 eom", termId: "t45" }],
  owners: [{ ownerId: "o1", repCode: "JD", classId: null }],
  industries: [],
  taxCodes: [{ country: "CA", taxCodeId: "tc5", exemptTaxCodeId: null }],
  fields: [],
};

export const choices: Choices = {
  connected: true,
  products: [
    { id: "501", name: "Set-up", sku: "SETUP" },
    { id: "502", name: "Platform, annual", sku: "PLAT" },
    { id: "503", name: "Flux capacitor", sku: null },
  ],
  items: [
    { id: "11", name: "Onboarding", sku: "SET-UP", active: true, unitPrice: "2500" },
    { id: "12", name: "Training day", sku: null, active: true, unitPrice: null },
    { id: "13", name: "Platform", sku: "PLAT", active: true, unitPrice: "1200" },
    { id: "14", name: "Old platform", sku: "OLD", active: false, unitPrice: "900" },
  ],
  terms: [
    { id: "t30", name: "Net 30", active: true },
    { id: "t45", name: "Net 45", active: true },
  ],
  classes: [{ id: "k1", name: "Enterprise" }],
  taxCodes: [
    { id: "tc5", name: "GST 5 %" },
    { id: "tc0", name: "Exempt" },
  ],
  customerTypes: [{ id: "ct1", name: "Software companies" }],
  owners: [
    { id: "o1", name: "Jane Doe", email: "jane@northwind.example" },
    { id: "o2", name: "Sam Field", email: null },
  ],
  industries: [{ value: "COMPUTER_SOFTWARE", label: "Computer software" }],
  countries: [
    { code: "CA", name: "Canada" },
    { code: "DE", name: "Germany" },
  ],
  properties: {
    deal: [
      { name: "tieout_payment_terms", label: "Payment terms" },
      { name: "their_terms", label: "Their terms" },
    ],
    company: [{ name: "tieout_tax_id", label: "Tax id" }],
  },
  fields: [
    { object: "deal", field: "paymentTerms", label: "Payment terms", property: "tieout_payment_terms" },
    { object: "company", field: "taxId", label: "Tax id", property: "tieout_tax_id" },
  ],
};

const line = { item: "Platform", quantity: "50", unitPrice: "2400", amount: usd("120000.00") };

export const running: DryRun = {
  id: "d-1",
  state: "running",
  message: null,
  deals: 40,
  lookedAt: 10,
  differing: [],
  differingCount: 0,
  leftOut: 0,
};

export const done: DryRun = {
  ...running,
  state: "done",
  lookedAt: 40,
  differing: [
    {
      dealId: "31000000001",
      name: "Globex platform 2027",
      before: { net: null, terms: null, lines: [], details: [], findings: ["Set-up has no QuickBooks item."] },
      after: { net: usd("120000.00"), terms: "Net 30", lines: [line], details: ["Rep code JD"], findings: [] },
    },
  ],
  differingCount: 3,
  leftOut: 2,
};

export const history: HistoryEntry[] = [
  {
    version: 4,
    what: "Saved on the Finance desk",
    by: { userId: 3, email: "finance@northwind.example" },
    at: "2026-11-25T09:30:00Z",
    changes: [{ path: "Products, Set-up", before: "", after: "Onboarding" }],
    changeCount: 5,
  },
];
