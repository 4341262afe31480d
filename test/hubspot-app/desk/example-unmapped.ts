import type { UnmappedProduct } from "../../../hubspot-app/src/app/pages/unmapped/contract.ts";
import { usd } from "../example-view.ts";

export const setUp: UnmappedProduct = {
  key: "product:501",
  productId: "501",
  sku: "SETUP",
  name: "Set-up",
  dealCount: 4,
  money: [usd("12500.00"), { amount: "900.00", currency: "EUR" }],
  oldest: "2026-10-03T02:00:00.000Z",
  deals: [
    { id: "1", name: "Acme platform" },
    { id: "2", name: "Initech seats" },
    { id: "3", name: "Hooli onboarding" },
    { id: "4", name: "Umbrella renewal" },
  ],
  suggestions: [
    { itemId: "11", name: "Onboarding", sku: "SET-UP", unitPrice: "2500", score: 82, reasons: ["SKU nearly the same", "same price"] },
    { itemId: "12", name: "Training day", sku: null, unitPrice: null, score: 40, reasons: ["name alike"] },
  ],
};

export const strange: UnmappedProduct = {
  ...setUp,
  key: "name:flux",
  productId: null,
  sku: null,
  name: "Flux capacitor",
  dealCount: 1,
  money: [usd("88.00")],
  oldest: null,
  deals: [{ id: "9", name: "Delorean" }],
  suggestions: [],
};
