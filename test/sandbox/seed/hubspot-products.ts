import type { RecordSeed } from "./hubspot.ts";

type Product = { id: string; sku: string; name: string; price: string; description: string; monthly?: boolean };

const product = ({ id, sku, name, price, description, monthly }: Product): RecordSeed => ({
  id,
  properties: {
    name,
    hs_sku: sku,
    price,
    description,
    hs_product_type: "service",
    hs_status: "active",
    ...(monthly && { recurringbillingfrequency: "monthly", hs_recurring_billing_period: "P12M" }),
  },
});

/** Ids of the products, by what they are. */
export const PRODUCT_IDS = {
  platform: "51000000001",
  seat: "51000000002",
  support: "51000000003",
  onboarding: "51000000004",
  training: "51000000005",
  apiCalls: "51000000006",
  hardware: "51000000007",
  setup: "51000000008",
  custom: "51000000009",
  bundle: "51000000010",
  residency: "51000000011",
} as const;

/** The catalogue in HubSpot. Nine have an item with the same Sku in QuickBooks; the bundle is two items; data residency has none, only one that is alike. */
export const PRODUCTS: RecordSeed[] = [
  product({
    id: PRODUCT_IDS.platform,
    sku: "PLATFORM-ANNUAL",
    name: "Platform",
    price: "10000",
    description: "Northwind platform, annual contract",
    monthly: true,
  }),
  product({ id: PRODUCT_IDS.seat, sku: "SEAT-MONTHLY", name: "User seat", price: "95", description: "One named user", monthly: true }),
  product({
    id: PRODUCT_IDS.support,
    sku: "SUPPORT-GOLD",
    name: "Gold support",
    price: "500",
    description: "Answers within one hour",
    monthly: true,
  }),
  product({ id: PRODUCT_IDS.onboarding, sku: "ONBOARD", name: "Onboarding", price: "6000", description: "Set-up with our consultants" }),
  product({
    id: PRODUCT_IDS.training,
    sku: "TRAINING-DAY",
    name: "Training day",
    price: "1200",
    description: "One day for up to twelve people",
  }),
  product({ id: PRODUCT_IDS.apiCalls, sku: "API-CALLS", name: "API calls", price: "0.0045", description: "Price of one call" }),
  product({
    id: PRODUCT_IDS.hardware,
    sku: "HARDWARE-KIT",
    name: "Gateway kit",
    price: "850",
    description: "Gateway, cables and rack mount",
  }),
  product({ id: PRODUCT_IDS.setup, sku: "SETUP-FEE", name: "Set-up fee", price: "750", description: "Once per site" }),
  product({
    id: PRODUCT_IDS.custom,
    sku: "CUSTOM-WORK",
    name: "Custom work",
    price: "18500",
    description: "As described in the statement of work",
  }),
  product({
    id: PRODUCT_IDS.bundle,
    sku: "STARTER-BUNDLE",
    name: "Starter bundle",
    price: "7140",
    description: "Gateway kit with its set-up",
  }),
  product({
    id: PRODUCT_IDS.residency,
    sku: "DATA-RESIDENCY",
    name: "Data residency",
    price: "400",
    description: "Data kept in one country",
    monthly: true,
  }),
];
