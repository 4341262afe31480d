/** The wire shapes of QuickBooks records: the fields that the rules here read or write; everything else travels along untouched. */
export type Reference = { value: string; name?: string; type?: string };
export type LinkedTxn = { TxnId: string; TxnType: string; TxnLineId?: string };
export type Address = Partial<
  Record<"Id" | "Line1" | "Line2" | "Line3" | "Line4" | "Line5" | "City" | "Country" | "CountrySubDivisionCode" | "PostalCode", string>
>;
type Email = { Address?: string };

export type SalesItemDetail = {
  ItemRef?: Reference;
  Qty?: number;
  UnitPrice?: number;
  TaxCodeRef?: Reference;
  ClassRef?: Reference;
  ServiceDate?: string;
  ItemAccountRef?: Reference;
  TaxInclusiveAmt?: number;
};
type DiscountDetail = { PercentBased?: boolean; DiscountPercent?: number; DiscountAccountRef?: Reference };
export type JournalDetail = {
  PostingType?: "Debit" | "Credit";
  AccountRef?: Reference;
  ClassRef?: Reference;
  DepartmentRef?: Reference;
  Entity?: { Type?: string; EntityRef?: Reference };
};
type TaxDetail = { TaxRateRef: Reference; PercentBased: boolean; TaxPercent: number; NetAmountTaxable: number };

export type Line = {
  Id?: string;
  LineNum?: number;
  Description?: string;
  Amount?: number;
  DetailType?: string;
  LinkedTxn?: LinkedTxn[];
  SalesItemLineDetail?: SalesItemDetail;
  DiscountLineDetail?: DiscountDetail;
  SubTotalLineDetail?: object;
  DescriptionLineDetail?: object;
  JournalEntryLineDetail?: JournalDetail;
  TaxLineDetail?: TaxDetail;
  CustomExtensions?: object[];
  LineEx?: object;
};
export type TaxTotals = { TotalTax: number; TaxLine: Line[]; TxnTaxCodeRef?: Reference };
export type CustomField = { DefinitionId?: string; Name?: string; Type?: string; StringValue?: string };

/** What a request may carry: every field optional. */
export type Fields = {
  Active?: boolean;
  Name?: string;
  DisplayName?: string;
  FullyQualifiedName?: string;
  CompanyName?: string;
  PrimaryEmailAddr?: Email;
  BillAddr?: Address;
  ShipAddr?: Address;
  ParentRef?: Reference;
  Taxable?: boolean;
  TaxExemptionReasonId?: string;
  SalesTermRef?: Reference;
  CustomerTypeRef?: Reference;
  CurrencyRef?: Reference;
  ExchangeRate?: number;
  CustomerRef?: Reference;
  ClassRef?: Reference;
  DepartmentRef?: Reference;
  DocNumber?: string;
  TxnDate?: string;
  DueDate?: string;
  TxnStatus?: string;
  PrivateNote?: string;
  CustomerMemo?: { value: string };
  EmailStatus?: string;
  BillEmail?: Email;
  Line?: Line[];
  LinkedTxn?: LinkedTxn[];
  CustomField?: CustomField[];
  TxnTaxDetail?: TaxTotals;
  ApplyTaxAfterDiscount?: boolean;
  GlobalTaxCalculation?: string;
  TotalAmt?: number;
  HomeTotalAmt?: number;
  Balance?: number;
  RemainingCredit?: number;
  UnappliedAmt?: number;
  Type?: string;
  Sku?: string;
  UnitPrice?: number;
  IncomeAccountRef?: Reference;
  AccountType?: string;
  DueDays?: number;
  DayOfMonthDue?: number;
  DueNextMonthDays?: number;
  AllowOnlineCreditCardPayment?: boolean;
  AllowOnlineACHPayment?: boolean;
  [field: string]: unknown;
};

type MetaData = { CreateTime: string; LastUpdatedTime: string };
/** A stored record as every answer gives it (facts/quickbooks.md §2: `Id` and `SyncToken` are strings). */
export type Entity = Fields & { domain: "QBO"; sparse: boolean; Id: string; SyncToken: string; MetaData: MetaData };
