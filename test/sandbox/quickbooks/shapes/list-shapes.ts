import { choice, date, decimal, flag, integer, readOnly, reference, text, type Shape } from "../shape.ts";
import { address, customFields, nameFields, recordFields } from "./shared-fields.ts";

export const customerShape: Shape = {
  ...nameFields,
  FullyQualifiedName: readOnly,
  Level: readOnly,
  BalanceWithJobs: readOnly,
  IsProject: readOnly,
  ClientEntityId: readOnly,
  ShipAddr: address,
  CustomField: customFields,
  Notes: text(2000),
  Job: flag,
  BillWithParent: flag,
  ParentRef: reference,
  CustomerTypeRef: reference,
  SalesTermRef: reference,
  PaymentMethodRef: reference,
  DefaultTaxCodeRef: reference,
  Taxable: flag,
  TaxExemptionReasonId: choice(...Array.from({ length: 15 }, (_, index) => String(index + 1))),
  ResaleNum: text(16),
  PrimaryTaxIdentifier: text(50),
  SecondaryTaxIdentifier: text(50),
  BusinessNumber: text(10),
  GSTIN: text(15),
  GSTRegistrationType: text(15),
  OpenBalanceDate: date,
  ARAccountRef: reference,
  PreferredDeliveryMethod: choice("Print", "Email", "None"),
};

export const vendorShape: Shape = {
  ...nameFields,
  AcctNum: text(100),
  TermRef: reference,
  TaxIdentifier: text(20),
  Vendor1099: flag,
  CostRate: decimal,
};
export const employeeShape: Shape = {
  ...nameFields,
  PrimaryAddr: address,
  EmployeeNumber: text(100),
  SSN: text(100),
  HiredDate: date,
  BillableTime: flag,
};

export const itemShape: Shape = {
  ...recordFields,
  Name: text(100),
  Sku: text(100),
  Description: text(4000),
  Active: flag,
  SubItem: flag,
  ParentRef: reference,
  Level: readOnly,
  FullyQualifiedName: readOnly,
  Taxable: flag,
  SalesTaxIncluded: flag,
  UnitPrice: decimal,
  RatePercent: decimal,
  Type: choice("Service", "NonInventory", "Inventory", "Category", "Group"),
  IncomeAccountRef: reference,
  ExpenseAccountRef: reference,
  AssetAccountRef: reference,
  PrefVendorRef: reference,
  PurchaseDesc: text(1000),
  PurchaseTaxIncluded: flag,
  PurchaseCost: decimal,
  TrackQtyOnHand: flag,
  QtyOnHand: decimal,
  ReorderPoint: decimal,
  InvStartDate: date,
  SalesTaxCodeRef: reference,
  PurchaseTaxCodeRef: reference,
  TaxClassificationRef: reference,
  ClassRef: reference,
  DeferredRevenue: flag,
  CustomExtensions: readOnly,
};

const ACCOUNT_TYPES = [
  "Bank",
  "Accounts Receivable",
  "Other Current Asset",
  "Fixed Asset",
  "Other Asset",
  "Accounts Payable",
  "Credit Card",
  "Other Current Liability",
  "Long Term Liability",
  "Equity",
  "Income",
  "Cost of Goods Sold",
  "Expense",
  "Other Income",
  "Other Expense",
];

export const accountShape: Shape = {
  ...recordFields,
  Name: text(100),
  AcctNum: text(20),
  Description: text(100),
  FullyQualifiedName: readOnly,
  Active: flag,
  SubAccount: flag,
  ParentRef: reference,
  Classification: choice("Asset", "Equity", "Expense", "Liability", "Revenue"),
  AccountType: choice(...ACCOUNT_TYPES),
  AccountSubType: text(100),
  CurrencyRef: reference,
  TaxCodeRef: reference,
  CurrentBalance: readOnly,
  CurrentBalanceWithSubAccounts: readOnly,
};

export const termShape: Shape = {
  ...recordFields,
  Name: text(31),
  Active: flag,
  Type: readOnly,
  DueDays: integer,
  DayOfMonthDue: integer,
  DueNextMonthDays: integer,
  DiscountPercent: decimal,
  DiscountDays: integer,
  DiscountDayOfMonth: integer,
};

const treeFields: Shape = { ...recordFields, Name: text(100), FullyQualifiedName: readOnly, Active: flag, ParentRef: reference };
export const classShape: Shape = { ...treeFields, SubClass: flag };
export const departmentShape: Shape = { ...treeFields, SubDepartment: flag, Address: address };
/** Lists that the API only reads. */
export const readOnlyShape: Shape = recordFields;
