import type { Line, SalesItemDetail } from "../entity.ts";
import { businessFault, missing, notFound, QuickBooksFault } from "../fault.ts";
import { amountOf, cents, isExactProduct, percentOf, sum } from "../money.ts";
import { countryOf, preferencesOf } from "../preferences.ts";
import { completed, referenceTo, referred } from "./references.ts";
import type { WriteContext } from "./write-context.ts";

/**
 * The lines of a sales form as they are stored: checked, completed and numbered, without subtotals, the discount last.
 * A line with the Id of a line in `before` stays that line, any other is new (facts/quickbooks.md §2.4).
 */
export function storedLines(context: WriteContext, sent: readonly Line[], before: readonly Line[] = []): Line[] {
  const kept = sent.filter((line) => line.DetailType !== "SubTotalLineDetail");
  const plain = kept.filter((line) => line.DetailType !== "DiscountLineDetail").map((line) => plainLine(context, line));
  const discounts = kept.filter((line) => line.DetailType === "DiscountLineDetail");
  if (discounts.length > 1) throw new QuickBooksFault(6090, "Only one discount line is allowed in a transaction.");
  const subtotal = lineSum(plain);
  return numbered([...plain, ...discounts.map((line) => discountLine(context, line, subtotal))], before);
}

/** Net sum of the sold lines, before the discount. */
export function lineSum(lines: readonly Line[]): bigint {
  return sum(lines.filter(isSold).map((line) => cents(line.Amount ?? 0)));
}

export function isSold(line: Line): boolean {
  return line.DetailType === "SalesItemLineDetail";
}

function plainLine(context: WriteContext, line: Line): Line {
  switch (line.DetailType) {
    case "SalesItemLineDetail":
      return salesItemLine(context, line);
    case "DescriptionOnly":
      return documentation(line);
    case undefined:
      throw missing("Line.DetailType");
    default:
      throw businessFault(`A line of type ${line.DetailType} cannot be used in this transaction.`);
  }
}

/** A line without an item is documentation, and its amount is ignored (facts/quickbooks.md §2.4). */
function documentation({ Id, Description = "" }: Line): Line {
  return { ...(Id ? { Id } : {}), Description, DetailType: "DescriptionOnly", DescriptionLineDetail: {}, CustomExtensions: [] };
}

function salesItemLine(context: WriteContext, line: Line): Line {
  if (line.Amount === undefined) throw missing("Line.Amount");
  const detail = line.SalesItemLineDetail;
  if (!detail?.ItemRef) return documentation(line);
  const { Qty, UnitPrice } = detail;
  if (Qty !== undefined && UnitPrice !== undefined && !isExactProduct(Qty, UnitPrice, line.Amount)) {
    throw new QuickBooksFault(6070, `Amount is not equal to UnitPrice * Qty. Supplied value:${line.Amount}`, "Line.Amount");
  }
  const { LinkedTxn: _links, ...own } = line;
  return { ...own, Amount: amountOf(cents(line.Amount)), SalesItemLineDetail: salesItem(context, detail), CustomExtensions: [] };
}

function salesItem(context: WriteContext, detail: SalesItemDetail): SalesItemDetail {
  const { work } = context;
  const { SalesFormsPrefs, AccountingInfoPrefs } = preferencesOf(work.company);
  const item = referred(work, "Item", detail.ItemRef!, "ItemRef");
  if (item.Type === "Category") throw notFound();
  if (detail.ServiceDate && !SalesFormsPrefs.AllowServiceDate) throw businessFault("Service dates are turned off in the sales settings.");
  const stored: SalesItemDetail = { ...detail, ItemRef: referenceTo(item) };
  const account = item.IncomeAccountRef && work.find("Account", item.IncomeAccountRef.value);
  const taxCode = taxCodeOf(context, detail);
  const itemClass = completed(work, "Class", detail.ClassRef, "ClassRef");
  if (account) stored.ItemAccountRef = referenceTo(account);
  if (taxCode) stored.TaxCodeRef = taxCode;
  delete stored.ClassRef;
  if (itemClass && AccountingInfoPrefs.ClassTrackingPerTxnLine) stored.ClassRef = itemClass;
  return stored;
}

/** US lines carry TAX or NON, absent is NON; elsewhere each line needs a TaxCode of the list, unless no sales tax is used (facts/quickbooks.md §2.4, §7.3). */
function taxCodeOf({ work }: WriteContext, { TaxCodeRef }: SalesItemDetail): SalesItemDetail["TaxCodeRef"] {
  if (countryOf(work.company) !== "US") {
    if (!TaxCodeRef && !preferencesOf(work.company).TaxPrefs.UsingSalesTax) return undefined;
    if (!TaxCodeRef) throw businessFault("Make sure all your transactions have a GST/HST rate before you save.");
    return referenceTo(referred(work, "TaxCode", TaxCodeRef, "TaxCodeRef"));
  }
  if (TaxCodeRef && TaxCodeRef.value !== "TAX" && TaxCodeRef.value !== "NON") {
    throw new QuickBooksFault(6100, `Invalid tax code: ${TaxCodeRef.value}. Use TAX or NON.`, "TaxCodeRef");
  }
  return { value: TaxCodeRef?.value ?? "NON" };
}

/** One discount over the whole: a percent of the subtotal, or an amount not above it (facts/quickbooks.md §2.4). */
function discountLine({ work }: WriteContext, line: Line, subtotal: bigint): Line {
  const { SalesFormsPrefs } = preferencesOf(work.company);
  if (!SalesFormsPrefs.AllowDiscount) throw businessFault("Discounts are turned off in the sales settings.");
  const detail = line.DiscountLineDetail ?? {};
  const amount = detail.PercentBased ? percentOf(subtotal, detail.DiscountPercent ?? 0) : cents(line.Amount ?? 0);
  if (amount < 0n || amount > subtotal) throw new QuickBooksFault(6090, "The discount must be between zero and the subtotal.");
  const wanted = detail.DiscountAccountRef ?? { value: SalesFormsPrefs.DefaultDiscountAccount ?? "" };
  const account = referred(work, "Account", wanted, "DiscountAccountRef");
  return { ...line, Amount: amountOf(amount), DiscountLineDetail: { ...detail, DiscountAccountRef: referenceTo(account) } };
}

function numbered(lines: readonly Line[], before: readonly Line[]): Line[] {
  const known = new Set(before.map((line) => line.Id));
  let next = Math.max(0, ...before.map((line) => Number(line.Id ?? 0))) + 1;
  return lines.map(({ Id, LineNum: _sent, ...line }, index) => {
    const keeps = Id !== undefined && known.delete(Id);
    return { Id: keeps ? Id : String(next++), LineNum: index + 1, ...line };
  });
}
