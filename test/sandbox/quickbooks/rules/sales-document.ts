import type { CustomField, Entity, Fields, Line } from "../entity.ts";
import { businessFault, missing, QuickBooksFault } from "../fault.ts";
import { amountOf, cents, timesRate } from "../money.ts";
import { customFieldNames, preferencesOf } from "../preferences.ts";
import { addressChangedInside, storedAddress } from "./addresses.ts";
import { transactionCurrency } from "./currency.ts";
import { completed, referenceTo, referred, requiredReference } from "./references.ts";
import { isSold, lineSum, storedLines } from "./sale-lines.ts";
import { linesWithoutTax, taxOf } from "./sales-tax.ts";
import type { WriteContext } from "./write-context.ts";

/** What invoices, estimates and credit memos have in common: customer, currency, addresses, lines, tax and totals, checked and completed. */
export function salesFields(context: WriteContext, fields: Fields, before?: Entity): Fields {
  const { work } = context;
  const customer = requiredReference(work, "Customer", fields.CustomerRef, "CustomerRef");
  checkEmail(fields);
  const { ClassRef: _class, DepartmentRef: _department, ...others } = fields;
  const complete: Fields = {
    ...others,
    CustomerRef: referenceTo(customer),
    ...transactionCurrency(work, withOwnCurrency(fields, before), customer),
    TxnDate: fields.TxnDate ?? work.today,
    EmailStatus: fields.EmailStatus ?? "NotSet",
    PrintStatus: fields["PrintStatus"] ?? "NotSet",
    ApplyTaxAfterDiscount: fields.ApplyTaxAfterDiscount ?? false,
    FreeFormAddress: true,
    CustomField: customFields(context, fields),
    ...references(context, fields),
    ...addresses(fields, customer, before),
  };
  return totalled(context, complete, customer, before);
}

/** A record keeps its currency where an update leaves it out. */
export function withOwnCurrency(fields: Fields, before?: Entity): Fields {
  return before?.CurrencyRef && !fields.CurrencyRef ? { ...fields, CurrencyRef: before.CurrencyRef } : fields;
}

function checkEmail({ EmailStatus, BillEmail }: Fields): void {
  if (EmailStatus === "NeedToSend" && !BillEmail?.Address)
    throw new QuickBooksFault(6420, "Enter an email address for this customer.", "BillEmail");
}

/**
 * Three legacy fields, by DefinitionId (facts/quickbooks.md §2.4); another id is an invalid custom field. What is sent for a
 * field that the company does not use is dropped without a word, and its name is the company's (facts/quickbooks.md §2.12).
 */
function customFields({ work }: WriteContext, { CustomField = [] }: Fields): CustomField[] {
  const names = customFieldNames(work.company);
  return CustomField.flatMap(({ DefinitionId = "", StringValue }) => {
    if (!["1", "2", "3"].includes(DefinitionId)) throw new QuickBooksFault(3000, `Invalid custom field definition ${DefinitionId}`);
    const Name = names.get(DefinitionId);
    return Name === undefined ? [] : [{ DefinitionId, Name, Type: "StringType", ...(StringValue === undefined ? {} : { StringValue }) }];
  });
}

/** The references, with names; a class or location is dropped without a word while its tracking is off. */
function references({ work }: WriteContext, fields: Fields): Fields {
  const found: Fields = {};
  const { ClassTrackingPerTxn, TrackDepartments } = preferencesOf(work.company).AccountingInfoPrefs;
  const term = completed(work, "Term", fields.SalesTermRef, "SalesTermRef");
  const itsClass = completed(work, "Class", fields.ClassRef, "ClassRef");
  const department = completed(work, "Department", fields.DepartmentRef, "DepartmentRef");
  if (term) found.SalesTermRef = term;
  if (itsClass && ClassTrackingPerTxn) found.ClassRef = itsClass;
  if (department && TrackDepartments) found.DepartmentRef = department;
  return found;
}

/** Addresses come from the customer where none is sent (facts/quickbooks.md §2.4); terms, memo and e-mail do not. */
function addresses(fields: Fields, customer: Entity, before?: Entity): Fields {
  const found: Fields = {};
  for (const name of ["BillAddr", "ShipAddr"] as const) {
    const sent = storedAddress(fields[name], name);
    const stored = before ? addressChangedInside(sent, before[name], customer.DisplayName!) : (sent ?? customer[name]);
    if (stored) found[name] = stored;
  }
  return found;
}

function totalled(context: WriteContext, fields: Fields, customer: Entity, before?: Entity): Fields {
  const { work } = context;
  const unchanged = before !== undefined && fields.Line === before.Line;
  const sent = (fields.Line ?? []).filter((line) => line.DetailType !== "SubTotalLineDetail");
  const lines = unchanged ? sent : linesWithoutTax(work, fields, storedLines(context, sent, before?.Line));
  requireLineLimit(lines);
  const subtotal = lineSum(lines);
  const discount = cents(lines.find((line) => line.DetailType === "DiscountLineDetail")?.Amount ?? 0);
  const tax = taxOf({ work, customer, fields, lines, subtotal, discount });
  const total = subtotal - discount + cents(tax?.TotalTax ?? 0);
  if (total < 0n) throw businessFault("The total amount of a transaction must be zero or more.");
  const subtotalLine: Line = { Amount: amountOf(subtotal), DetailType: "SubTotalLineDetail", SubTotalLineDetail: {}, CustomExtensions: [] };
  const home = fields.ExchangeRate === undefined ? {} : { HomeTotalAmt: amountOf(timesRate(total, fields.ExchangeRate)) };
  return { ...fields, Line: [...lines, subtotalLine], ...(tax ? { TxnTaxDetail: tax } : {}), TotalAmt: amountOf(total), ...home };
}

/** At most 750 lines when something is taxable (facts/quickbooks.md §2.1). */
function requireLineLimit(lines: readonly Line[]): void {
  const taxable = lines.some((line) => line.SalesItemLineDetail?.TaxCodeRef && line.SalesItemLineDetail.TaxCodeRef.value !== "NON");
  if (lines.length > (taxable ? 750 : 10_000)) throw businessFault("The transaction has too many lines.");
}

/** An invoice or credit memo sells at least one thing (facts/quickbooks.md §2.4). */
export function requireSoldLine({ Line }: Fields): void {
  if (!Line || Line.length === 0) throw missing("Line");
  if (!Line.some(isSold)) throw new QuickBooksFault(2250, "At least one sales item line is required.", "Line");
}

/** The term that a form names, if any. */
export function termOf({ work }: WriteContext, { SalesTermRef }: Fields): Entity | undefined {
  return SalesTermRef && referred(work, "Term", SalesTermRef, "SalesTermRef");
}
