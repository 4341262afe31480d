import { choice, date, decimal, email, flag, group, integer, list, readOnly, reference, text, type Shape } from "../shape.ts";

/** Elements of every record; what the server alone writes is taken and ignored. */
export const recordFields: Shape = {
  Id: text(30),
  SyncToken: text(30),
  sparse: flag,
  domain: readOnly,
  status: readOnly,
  MetaData: readOnly,
};

/** A postal address (facts/quickbooks.md §2.1). */
export const address = group({
  Id: text(30),
  Line1: text(500),
  Line2: text(500),
  Line3: text(500),
  Line4: text(500),
  Line5: text(500),
  City: text(255),
  Country: text(255),
  CountryCode: text(255),
  County: text(255),
  CountrySubDivisionCode: text(255),
  PostalCode: text(30),
  PostalCodeSuffix: text(30),
  Lat: text(30),
  Long: text(30),
  Tag: text(255),
  Note: text(),
});

const phone = group({ Id: text(30), DeviceType: text(30), FreeFormNumber: text(30), Default: flag, Tag: text(255) });
const website = group({ Id: text(30), URI: text(1000), Default: flag, Tag: text(255) });
const linkedTxn = group({ TxnId: text(30), TxnType: text(50), TxnLineId: text(30) });
const linkedTxns = list(linkedTxn);

/** The three legacy custom fields hold texts of 31 characters (facts/quickbooks.md §2.1). */
export const customFields = list(
  group({
    DefinitionId: text(30),
    Name: text(30),
    Type: choice("StringType", "BooleanType", "NumberType", "DateType"),
    StringValue: text(31),
  }),
);

const salesItem = group({
  ItemRef: reference,
  ClassRef: reference,
  UnitPrice: decimal,
  RatePercent: decimal,
  Qty: decimal,
  ItemAccountRef: reference,
  TaxCodeRef: reference,
  TaxClassificationRef: reference,
  ServiceDate: date,
  TaxInclusiveAmt: decimal,
  DiscountRate: decimal,
  DiscountAmt: decimal,
  DeferredRevenue: flag,
  PriceLevelRef: reference,
});
const discount = group({
  DiscountRef: reference,
  PercentBased: flag,
  DiscountPercent: decimal,
  DiscountAccountRef: reference,
  ServiceDate: date,
  ClassRef: reference,
  TaxCodeRef: reference,
});
const journal = group({
  PostingType: choice("Credit", "Debit"),
  Entity: group({ Type: choice("Customer", "Employee", "Job", "Other", "Vendor"), EntityRef: reference }),
  AccountRef: reference,
  ClassRef: reference,
  DepartmentRef: reference,
  TaxCodeRef: reference,
  TaxApplicableOn: choice("Purchase", "Sales"),
  TaxAmount: decimal,
  BillableStatus: choice("Billable", "NotBillable", "HasBeenBilled"),
});

/** A line of any transaction; which details fit which transaction is a rule, not a shape. */
const lines = list(
  group({
    Id: text(30),
    LineNum: integer,
    Description: text(4000),
    Amount: decimal,
    LinkedTxn: linkedTxns,
    DetailType: choice(
      "SalesItemLineDetail",
      "DescriptionOnly",
      "DiscountLineDetail",
      "SubTotalLineDetail",
      "GroupLineDetail",
      "JournalEntryLineDetail",
      "PaymentLineDetail",
      "TaxLineDetail",
    ),
    SalesItemLineDetail: salesItem,
    DescriptionLineDetail: group({ ServiceDate: date, TaxCodeRef: reference }),
    DiscountLineDetail: discount,
    SubTotalLineDetail: group({ ItemRef: reference, ServiceDate: text(30) }),
    GroupLineDetail: group({ GroupItemRef: reference, Quantity: decimal, ServiceDate: date, Line: readOnly }),
    JournalEntryLineDetail: journal,
    PaymentLineDetail: readOnly,
    CustomExtensions: readOnly,
    LineEx: readOnly,
    ProjectRef: reference,
  }),
);

/** Elements of every transaction. */
export const transactionFields: Shape = {
  ...recordFields,
  CustomField: customFields,
  TxnDate: date,
  DepartmentRef: reference,
  CurrencyRef: reference,
  ExchangeRate: decimal,
  PrivateNote: text(4000),
  LinkedTxn: linkedTxns,
  Line: lines,
  TxnTaxDetail: readOnly,
  TxnSource: text(100),
  TransactionLocationType: text(100),
  ProjectRef: reference,
  RecurDataRef: readOnly,
  HomeTotalAmt: readOnly,
  HomeBalance: readOnly,
};

/** A person's or a company's names: without colon, tab and new line (facts/quickbooks.md §2.2). */
const UNFIT = /[:\t\n]/;
export const nameFields: Shape = {
  ...recordFields,
  Title: text(16, UNFIT),
  GivenName: text(100, UNFIT),
  MiddleName: text(100, UNFIT),
  FamilyName: text(100, UNFIT),
  Suffix: text(16, UNFIT),
  DisplayName: text(500, UNFIT),
  CompanyName: text(100),
  PrintOnCheckName: text(110, UNFIT),
  Active: flag,
  V4IDPseudonym: readOnly,
  PrimaryPhone: phone,
  AlternatePhone: phone,
  Mobile: phone,
  Fax: phone,
  PrimaryEmailAddr: email,
  WebAddr: website,
  BillAddr: address,
  CurrencyRef: reference,
  Balance: readOnly,
};
