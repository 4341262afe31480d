import type { Fields } from "../quickbooks/entity.ts";
import type { SeedCompany } from "../quickbooks/seed-company.ts";
import { MATCHING_CUSTOMERS } from "./matching-cases.ts";
import { accounts, items, terms } from "./quickbooks-catalogue.ts";

/** The realm of the US company that the story plays in. */
export const US_REALM = "9341452790001111";
/** The realm of a Canadian company: other tax rules, another home currency. */
export const CA_REALM = "9341452790002222";

const usPreferences: Fields = {
  AccountingInfoPrefs: {
    FirstMonthOfFiscalYear: "January",
    UseAccountNumbers: false,
    ClassTrackingPerTxn: true,
    ClassTrackingPerTxnLine: true,
    TrackDepartments: true,
    CustomerTerminology: "Customers",
    BookCloseDate: "2025-12-31",
  },
  SalesFormsPrefs: {
    CustomTxnNumbers: false,
    AllowDeposit: true,
    AllowDiscount: true,
    AllowEstimates: true,
    AllowServiceDate: true,
    AllowShipping: false,
    UsingProgressInvoicing: false,
    AutoApplyCredit: false,
    ETransactionPaymentEnabled: true,
    DefaultTerms: { value: "3" },
    DefaultDiscountAccount: "86",
    CustomField: [
      {
        CustomField: [
          { Name: "SalesFormsPrefs.UseSalesCustom3", Type: "BooleanType", BooleanValue: false },
          { Name: "SalesFormsPrefs.UseSalesCustom2", Type: "BooleanType", BooleanValue: true },
          { Name: "SalesFormsPrefs.UseSalesCustom1", Type: "BooleanType", BooleanValue: true },
        ],
      },
      {
        CustomField: [
          { Name: "SalesFormsPrefs.SalesCustomName1", Type: "StringType", StringValue: "P.O. Number" },
          { Name: "SalesFormsPrefs.SalesCustomName2", Type: "StringType", StringValue: "Sales Rep" },
          { Name: "SalesFormsPrefs.SalesCustomName3", Type: "StringType", StringValue: "Crew #" },
        ],
      },
    ],
  },
  TaxPrefs: { UsingSalesTax: true, PartnerTaxEnabled: true, TaxGroupCodeRef: { value: "2" } },
  CurrencyPrefs: { HomeCurrency: { value: "USD" }, MultiCurrencyEnabled: true },
  ProductAndServicesPrefs: {
    ForSales: true,
    ForPurchase: true,
    QuantityOnHand: true,
    QuantityWithPriceAndRate: true,
    RevenueRecognition: false,
  },
  OtherPrefs: {
    NameValue: [
      { Name: "WarnDuplicateInvoiceNumber", Value: "true" },
      { Name: "WarnDuplicateJournalNumber", Value: "true" },
      { Name: "ProjectsEnabled", Value: "false" },
    ],
  },
};

const address = (Line1: string, City: string, CountrySubDivisionCode: string, PostalCode: string) => ({
  Line1,
  City,
  CountrySubDivisionCode,
  PostalCode,
  Country: "USA",
});

const customer = (Id: string, DisplayName: string, email: string, place: ReturnType<typeof address>, more: Fields = {}): Fields => ({
  Id,
  DisplayName,
  CompanyName: DisplayName,
  PrimaryEmailAddr: { Address: email },
  BillAddr: place,
  ShipAddr: place,
  SalesTermRef: { value: "3" },
  Taxable: true,
  PreferredDeliveryMethod: "Email",
  ...more,
});

const customers: Fields[] = [
  customer("1", "Globex Corp", "ap@globex.example", address("742 Evergreen Terrace", "Springfield", "IL", "62704"), {
    PrimaryPhone: { FreeFormNumber: "(217) 555-0142" },
    CustomerTypeRef: { value: "1" },
  }),
  customer("2", "Initech Incorporated", "billing@initech.example", address("4120 Freidrich Lane", "Austin", "TX", "78744")),
  customer("3", "Wayne Enterprises", "payables@wayne.example", address("1007 Mountain Drive", "New York", "NY", "10001"), {
    SalesTermRef: { value: "4" },
  }),
  customer("4", "Pied Piper LLC", "finance@piedpiper.example", address("5230 Newell Road", "Palo Alto", "CA", "94303")),
  customer("5", "City of Springfield", "clerk@springfield.example", address("1 Municipal Plaza", "Springfield", "IL", "62701"), {
    TaxExemptionReasonId: "3",
  }),
  customer("6", "Vandelay Industries", "art@vandelay.example", address("129 West 81st Street", "New York", "NY", "10024"), {
    Active: false,
  }),
  customer("10", "Soylent Foods", "ap@soylent.example", address("5 Mill Road", "Albany", "NY", "12207")),
  customer("9", "Stark Industries", "ap@stark.example", address("10880 Malibu Point", "Malibu", "CA", "90265")),
];

const sold = (item: string, Qty: number, UnitPrice: number, Description: string, TaxCode: "TAX" | "NON" = "NON") => ({
  DetailType: "SalesItemLineDetail",
  Amount: Qty * UnitPrice,
  Description,
  SalesItemLineDetail: { ItemRef: { value: item }, Qty, UnitPrice, TaxCodeRef: { value: TaxCode } },
});
const inDollars = (customerId: string) => ({ CustomerRef: { value: customerId }, CurrencyRef: { value: "USD" } });

const documents: SeedCompany["documents"] = [
  {
    kind: "Invoice",
    daysAgo: 75,
    fields: { Id: "101", ...inDollars("3"), SalesTermRef: { value: "4" }, Line: [sold("3", 2, 1_500, "Gold support")] },
  },
  {
    kind: "Invoice",
    daysAgo: 40,
    fields: { Id: "102", ...inDollars("4"), SalesTermRef: { value: "2" }, Line: [sold("7", 3, 900, "Hardware kit", "TAX")] },
  },
  {
    kind: "Invoice",
    daysAgo: 20,
    fields: { Id: "103", ...inDollars("1"), SalesTermRef: { value: "3" }, Line: [sold("5", 2, 1_800, "Training")] },
  },
  {
    kind: "Payment",
    daysAgo: 10,
    fields: { Id: "104", ...inDollars("3"), TotalAmt: 1_000, Line: [{ Amount: 1_000, LinkedTxn: [{ TxnId: "101", TxnType: "Invoice" }] }] },
  },
  { kind: "Payment", daysAgo: 5, fields: { Id: "105", ...inDollars("1"), TotalAmt: 250 } },
  // What finance has entered by hand for a deal of Stark Industries.
  {
    kind: "Estimate",
    daysAgo: 2,
    fields: { Id: "107", ...inDollars("9"), TxnDate: "2026-11-18", Line: [sold("3", 12, 500, "Gold support, one year")] },
  },
  { kind: "Estimate", daysAgo: 3, fields: { Id: "106", ...inDollars("5"), Line: [sold("4", 1, 7_500, "Onboarding")] } },
];

const usCompany: SeedCompany = {
  realmId: US_REALM,
  companyInfo: {
    CompanyName: "Sandbox Company US",
    LegalName: "Sandbox Company US, Inc.",
    CompanyAddr: address("123 Sierra Way", "San Pablo", "CA", "87999"),
    Country: "US",
    FiscalYearStartMonth: "January",
    CompanyStartDate: "2019-03-01",
    SupportedLanguages: "en",
    NameValue: [{ Name: "OfferingSku", Value: "QuickBooks Online Plus" }],
  },
  preferences: usPreferences,
  taxRates: [],
  exchangeRates: { EUR: "1.08", GBP: "1.27", CAD: "0.73", JPY: "0.0067" },
  lists: {
    Account: accounts,
    Term: terms,
    Class: [
      { Id: "1", Name: "East" },
      { Id: "2", Name: "West" },
      { Id: "3", Name: "International" },
    ],
    Department: [
      { Id: "1", Name: "Sales" },
      { Id: "2", Name: "Services" },
    ],
    TaxCode: [
      { Id: "TAX", Name: "TAX", Description: "Taxable sales", Taxable: true, TaxGroup: false },
      { Id: "NON", Name: "NON", Description: "Sales that are not taxed", Taxable: false, TaxGroup: false },
      { Id: "2", Name: "Automated", Description: "Automated sales tax", Taxable: true, TaxGroup: true, Hidden: true },
    ],
    CustomerType: [
      { Id: "1", Name: "Manufacturing" },
      { Id: "2", Name: "Software" },
      { Id: "3", Name: "Public sector" },
    ],
    Customer: [...customers, ...MATCHING_CUSTOMERS],
    Vendor: [{ Id: "7", DisplayName: "Hooli", CompanyName: "Hooli" }],
    Employee: [{ Id: "8", DisplayName: "Emily Platt", GivenName: "Emily", FamilyName: "Platt" }],
    Item: items,
  },
  documents,
};

const canadianTaxCode = (Id: string, Name: string, rateId: string): Fields => ({
  Id,
  Name,
  Description: Name,
  Taxable: true,
  TaxGroup: true,
  SalesTaxRateList: { TaxRateDetail: [{ TaxRateRef: { value: rateId, name: Name }, TaxTypeApplicable: "TaxOnAmount", TaxOrder: 0 }] },
});

const caCompany: SeedCompany = {
  realmId: CA_REALM,
  companyInfo: {
    CompanyName: "Sandbox Company CA",
    LegalName: "Sandbox Company CA Ltd.",
    CompanyAddr: { Line1: "200 King Street West", City: "Toronto", CountrySubDivisionCode: "ON", PostalCode: "M5H 3T4", Country: "CAN" },
    Country: "CA",
    FiscalYearStartMonth: "January",
    NameValue: [{ Name: "OfferingSku", Value: "QuickBooks Online Plus" }],
  },
  preferences: {
    ...usPreferences,
    TaxPrefs: { UsingSalesTax: true, PartnerTaxEnabled: false },
    CurrencyPrefs: { HomeCurrency: { value: "CAD" }, MultiCurrencyEnabled: false },
  },
  taxRates: [
    { taxCodeId: "2", rateId: "3", percent: 13 },
    { taxCodeId: "3", rateId: "4", percent: 5 },
    { taxCodeId: "4", rateId: "5", percent: 0 },
  ],
  exchangeRates: { USD: "1.37" },
  lists: {
    Account: accounts,
    Term: terms,
    TaxCode: [canadianTaxCode("2", "HST ON", "3"), canadianTaxCode("3", "GST", "4"), canadianTaxCode("4", "Exempt", "5")],
    Customer: [
      {
        Id: "1",
        DisplayName: "Maple Systems Ltd.",
        CompanyName: "Maple Systems Ltd.",
        PrimaryEmailAddr: { Address: "ap@maple.example" },
        BillAddr: { Line1: "10 Front Street", City: "Toronto", CountrySubDivisionCode: "ON", PostalCode: "M5V 2T6", Country: "CAN" },
      },
    ],
    Item: items,
  },
  documents: [],
};

/** The QuickBooks half of the sandbox's seed: plain data, the same at every start. */
export const quickbooksSeed: readonly SeedCompany[] = [usCompany, caCompany];
