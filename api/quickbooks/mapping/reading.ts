import { minorOf, minorSum } from "./wire-number.ts";
import type { Versioned } from "../../ports/erp-documents.ts";
import type { Line, VendorCreditMemo, VendorEstimate, VendorInvoice } from "./vendor-shapes.ts";

/** What reading a record needs besides the record: a company with one currency names it nowhere. */
export type Reading = { homeCurrency: string; appUrl: string };

/** The currency of a record; that of the books where it names none. */
export const currencyOf = (record: { CurrencyRef?: { value: string } | null | undefined }, { homeCurrency }: Reading) =>
  record.CurrencyRef?.value ?? homeCurrency;

/** An instant in UTC with three decimals, so that two of them compare as text; QuickBooks answers in Pacific time (facts/quickbooks.md §2). */
function instantText(time: string): string {
  return Temporal.Instant.from(time).toString({ smallestUnit: "millisecond" });
}

type Stamped = { SyncToken?: string | null | undefined; MetaData?: { LastUpdatedTime: string } | null | undefined };

/** When a record was last changed, and how often. A record without a time is older than any. */
export function versionOf({ SyncToken, MetaData }: Stamped): Versioned {
  return { lastUpdated: instantText(MetaData?.LastUpdatedTime ?? "1970-01-01T00:00:00Z"), version: Number(SyncToken ?? 0) };
}

/**
 * The lines without tax, in minor units: sales lines, those inside groups too, less discounts. Subtotals repeat what stands
 * above them, and a group's own amount repeats its lines. TotalAmt holds tax and is no source (RULES §1).
 */
export function netOf({ Line: lines }: VendorEstimate | VendorInvoice | VendorCreditMemo, currency: string): bigint {
  return minorSum((lines ?? []).flatMap(netAmounts), currency);
}

function netAmounts(line: Line): number[] {
  switch (line.DetailType) {
    case "SalesItemLineDetail":
      return [line.Amount ?? 0];
    case "DiscountLineDetail":
      return [-(line.Amount ?? 0)];
    case "GroupLineDetail":
      return (line.GroupLineDetail?.Line ?? []).flatMap(netAmounts);
    default:
      return [];
  }
}

/**
 * What the lines were sold for where their prices include the tax: QuickBooks answers the net in Amount, and what was sold for
 * in TaxInclusiveAmt. Nothing for other documents.
 */
export function grossOf(document: VendorEstimate | VendorInvoice, currency: string): { gross?: bigint } {
  if (document.GlobalTaxCalculation !== "TaxInclusive") return {};
  const amounts = (document.Line ?? []).flatMap((line) => {
    const included = line.SalesItemLineDetail?.TaxInclusiveAmt;
    return included == null ? netAmounts(line) : [included];
  });
  return { gross: minorSum(amounts, currency) };
}

/** The tax that QuickBooks computed; null when the document holds none. */
export function taxOf({ TxnTaxDetail: tax }: VendorEstimate | VendorInvoice | VendorCreditMemo, currency: string): bigint | null {
  return tax?.TotalTax == null ? null : minorOf(tax.TotalTax, currency);
}

/** Ids of the linked documents of one type, from the head and from the lines, each once. */
export function linkedIds(record: { LinkedTxn?: Line["LinkedTxn"]; Line?: Line[] | null | undefined }, type: string): string[] {
  const links = [...(record.LinkedTxn ?? []), ...(record.Line ?? []).flatMap((line) => line.LinkedTxn ?? [])];
  return [...new Set(links.filter(({ TxnType }) => TxnType.toLowerCase() === type.toLowerCase()).map(({ TxnId }) => TxnId))];
}

/** A voided document stays, with amounts of zero and a note (facts/quickbooks.md §3.1). */
export function isVoided({ TotalAmt, PrivateNote }: { TotalAmt: number; PrivateNote?: string | null | undefined }): boolean {
  return TotalAmt === 0 && /\bvoided\b/i.test(PrivateNote ?? "");
}
