import type { Fields } from "../quickbooks/entity.ts";

/** The chart of accounts that both companies share. */
export const accounts: Fields[] = [
  { Id: "1", Name: "Subscription revenue", AccountType: "Income", AccountSubType: "ServiceFeeIncome", Classification: "Revenue" },
  { Id: "2", Name: "Services revenue", AccountType: "Income", AccountSubType: "ServiceFeeIncome", Classification: "Revenue" },
  { Id: "3", Name: "Hardware sales", AccountType: "Income", AccountSubType: "SalesOfProductIncome", Classification: "Revenue" },
  { Id: "4", Name: "Checking", AccountType: "Bank", AccountSubType: "Checking", Classification: "Asset" },
  { Id: "5", Name: "Undeposited Funds", AccountType: "Other Current Asset", AccountSubType: "UndepositedFunds", Classification: "Asset" },
  { Id: "6", Name: "Unbilled revenue", AccountType: "Other Current Asset", AccountSubType: "OtherCurrentAssets", Classification: "Asset" },
  {
    Id: "84",
    Name: "Accounts Receivable (A/R)",
    AccountType: "Accounts Receivable",
    AccountSubType: "AccountsReceivable",
    Classification: "Asset",
  },
  {
    Id: "33",
    Name: "Accounts Payable (A/P)",
    AccountType: "Accounts Payable",
    AccountSubType: "AccountsPayable",
    Classification: "Liability",
  },
  { Id: "86", Name: "Discounts given", AccountType: "Income", AccountSubType: "DiscountsRefundsGiven", Classification: "Revenue" },
  {
    Id: "90",
    Name: "Sales tax payable",
    AccountType: "Other Current Liability",
    AccountSubType: "SalesTaxPayable",
    Classification: "Liability",
  },
  {
    Id: "91",
    Name: "Deferred revenue",
    AccountType: "Other Current Liability",
    AccountSubType: "DeferredRevenue",
    Classification: "Liability",
  },
  { Id: "92", Name: "Bad debts", AccountType: "Expense", AccountSubType: "BadDebts", Classification: "Expense" },
];

/** Payment terms by days. */
export const terms: Fields[] = [
  { Id: "1", Name: "Due on receipt", DueDays: 0 },
  { Id: "2", Name: "Net 15", DueDays: 15 },
  { Id: "3", Name: "Net 30", DueDays: 30 },
  { Id: "4", Name: "Net 45", DueDays: 45 },
  { Id: "5", Name: "Net 60", DueDays: 60 },
];

const service = (Id: string, Sku: string, Name: string, UnitPrice: number, account: string, Taxable: boolean): Fields => ({
  Id,
  Name,
  Sku,
  Description: Name,
  Type: "Service",
  UnitPrice,
  Taxable,
  IncomeAccountRef: { value: account },
});

/** What the companies sell; HARDWARE-KIT and SETUP-FEE are the two items behind one bundle, RESIDENCY is alike to an unmapped product. */
export const items: Fields[] = [
  service("1", "PLATFORM-ANNUAL", "Platform, annual", 120_000, "1", false),
  service("2", "SEAT-MONTHLY", "Seat, monthly", 45, "1", false),
  service("3", "SUPPORT-GOLD", "Gold support", 1_500, "1", false),
  service("4", "ONBOARD", "Onboarding", 7_500, "2", false),
  service("5", "TRAINING-DAY", "Training day", 1_800, "2", false),
  service("6", "API-CALLS", "API calls", 0.0045, "1", false),
  { ...service("7", "HARDWARE-KIT", "Hardware kit", 900, "3", true), Type: "NonInventory" },
  service("8", "SETUP-FEE", "Setup fee", 300, "2", false),
  service("9", "CUSTOM-WORK", "Custom work", 0, "2", false),
  service("10", "RESIDENCY", "Data residency (EU)", 400, "1", false),
  service("11", "DATA-EXPORT", "Data export", 250, "2", false),
];
