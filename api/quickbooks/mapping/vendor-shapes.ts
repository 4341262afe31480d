import { z } from "zod";

/** The parts of QuickBooks' records that we read; everything may be absent or null unless we cannot do without it. */
const said = z.string().regex(/^[^\0]*$/); // PostgreSQL keeps no text with a NUL in it
const text = said.nullish();
const flag = z.boolean().nullish();
const amount = z.number().nullish();
const Ref = z.object({ value: said });
const Email = z.object({ Address: text }).nullish();
const instant = z.string().refine(isInstant);
const day = z.string().refine(beginsWithDay);
const MetaData = z.object({ CreateTime: instant.nullish(), LastUpdatedTime: instant });
function isInstant(time: string): boolean {
  try {
    return Boolean(Temporal.Instant.from(time));
  } catch {
    return false;
  }
}

/** QuickBooks' days may have a time behind them. */
function beginsWithDay(date: string): boolean {
  try {
    return Boolean(Temporal.PlainDate.from(date.slice(0, 10)));
  } catch {
    return false;
  }
}

const LinkedTxn = z.object({ TxnId: said, TxnType: said });

export type Line = {
  Amount?: number | null | undefined;
  DetailType?: string | null | undefined;
  LinkedTxn?: z.infer<typeof LinkedTxn>[] | null | undefined;
  SalesItemLineDetail?: { TaxInclusiveAmt?: number | null | undefined } | null | undefined;
  GroupLineDetail?: { Line?: Line[] | null | undefined } | null | undefined;
};
const Line: z.ZodType<Line> = z.lazy(() =>
  z.object({
    Amount: amount,
    DetailType: text,
    LinkedTxn: z.array(LinkedTxn).nullish(),
    SalesItemLineDetail: z.object({ TaxInclusiveAmt: amount }).nullish(),
    GroupLineDetail: z.object({ Line: z.array(Line).nullish() }).nullish(),
  }),
);

/** QuickBooks counts a record's changes; the count is text (facts/quickbooks.md §2). */
const SyncToken = z
  .string()
  .regex(/^\d{1,9}$/)
  .nullish();

const transaction = {
  Id: said,
  SyncToken,
  status: text,
  CustomerRef: Ref,
  CurrencyRef: Ref.nullish(),
  TxnDate: day,
  PrivateNote: text,
  TotalAmt: z.number(),
  LinkedTxn: z.array(LinkedTxn).nullish(),
  Line: z.array(Line).nullish(),
  MetaData,
};
const sales = { ...transaction, DocNumber: text, GlobalTaxCalculation: text, TxnTaxDetail: z.object({ TotalTax: amount }).nullish() };

export const VendorEstimate = z.object({ ...sales, TxnStatus: text });
export const VendorInvoice = z.object({ ...sales, DueDate: day.or(z.literal("")).nullish(), Balance: amount });
export const VendorPayment = z.object({ ...transaction, UnappliedAmt: amount });
export const VendorCreditMemo = z.object({ ...sales, RemainingCredit: amount, Balance: amount });
export type VendorCreditMemo = z.infer<typeof VendorCreditMemo>;
export type VendorEstimate = z.infer<typeof VendorEstimate>;
export type VendorInvoice = z.infer<typeof VendorInvoice>;
export type VendorPayment = z.infer<typeof VendorPayment>;

const PostalAddress = z
  .object({
    Line1: text,
    Line2: text,
    Line3: text,
    Line4: text,
    Line5: text,
    City: text,
    CountrySubDivisionCode: text,
    PostalCode: text,
    Country: text,
  })
  .nullish();
export type VendorAddress = z.infer<typeof PostalAddress>;

export const VendorCustomer = z.object({
  Id: said,
  SyncToken,
  status: text,
  GivenName: text,
  FamilyName: text,
  TaxExemptionReasonId: text,
  ShipAddr: PostalAddress,
  DisplayName: text,
  FullyQualifiedName: text,
  CompanyName: text,
  PrimaryEmailAddr: Email,
  PrimaryPhone: z.object({ FreeFormNumber: text }).nullish(),
  CurrencyRef: Ref.nullish(),
  Active: flag,
  ParentRef: Ref.nullish(),
  Taxable: flag,
  BillAddr: PostalAddress,
  WebAddr: z.object({ URI: text }).nullish(),
  GSTIN: text,
  BusinessNumber: text,
  PrimaryTaxIdentifier: text,
  SalesTermRef: Ref.nullish(),
  Notes: text,
});
export type VendorCustomer = z.infer<typeof VendorCustomer>;

export const VendorNamed = z.object({ Id: z.string(), Active: flag });
export const VendorItem = z.object({
  Id: said,
  Name: said,
  Description: text,
  Sku: text,
  Type: text,
  Active: flag,
  Taxable: flag,
  UnitPrice: amount,
  DeferredRevenue: flag,
  SyncToken,
  MetaData: MetaData.nullish(),
});
export type VendorItem = z.infer<typeof VendorItem>;
export const VendorTerm = z.object({
  Id: z.string(),
  Name: z.string(),
  Type: text,
  DueDays: amount,
  DayOfMonthDue: amount,
  DueNextMonthDays: amount,
  Active: flag,
});
export type VendorTerm = z.infer<typeof VendorTerm>;
export const VendorListed = z.object({ Id: z.string(), Name: z.string(), FullyQualifiedName: text, Active: flag });
export type VendorListed = z.infer<typeof VendorListed>;

export const VendorCompanyInfo = z.object({ CompanyName: z.string(), Country: text });
export type VendorCompanyInfo = z.infer<typeof VendorCompanyInfo>;
const PreferenceGroup = z.object({
  CustomField: z.array(z.object({ Name: text, BooleanValue: flag, StringValue: text })).nullish(),
});
export const VendorPreferences = z.object({
  SalesFormsPrefs: z
    .object({
      CustomTxnNumbers: flag,
      AllowEstimates: flag,
      AllowServiceDate: flag,
      AllowDiscount: flag,
      CustomField: z.array(PreferenceGroup).nullish(),
    })
    .nullish(),
  AccountingInfoPrefs: z.object({ BookCloseDate: text, ClassTrackingPerTxn: flag, ClassTrackingPerTxnLine: flag }).nullish(),
  TaxPrefs: z.object({ UsingSalesTax: flag, PartnerTaxEnabled: flag }).nullish(),
  ProductAndServicesPrefs: z.object({ RevenueRecognition: flag }).nullish(),
  CurrencyPrefs: z.object({ MultiCurrencyEnabled: flag, HomeCurrency: Ref }),
});
export type VendorPreferences = z.infer<typeof VendorPreferences>;
