import { countryCode } from "../../domain/country.ts";
import type { ErpCompany, ErpItem, ErpNamed, ErpTerm } from "../../ports/erp.ts";
import type { VendorCompanyInfo, VendorItem, VendorListed, VendorPreferences, VendorTerm } from "./vendor-shapes.ts";

/** The company and the switches that decide what we may send (facts/quickbooks.md §2.11). A switch that is absent is off. */
export function companyFrom(info: VendorCompanyInfo, preferences: VendorPreferences): ErpCompany {
  const { SalesFormsPrefs: forms, AccountingInfoPrefs: books, TaxPrefs: tax, CurrencyPrefs: currency } = preferences;
  return {
    name: info.CompanyName,
    country: countryCode(info.Country ?? null) ?? info.Country ?? "",
    homeCurrency: currency.HomeCurrency.value,
    multiCurrency: currency.MultiCurrencyEnabled === true,
    estimatesAllowed: forms?.AllowEstimates === true,
    serviceDatesAllowed: forms?.AllowServiceDate === true,
    customNumbers: forms?.CustomTxnNumbers === true,
    orderFields: orderFields(forms?.CustomField ?? []),
    classTracking: books?.ClassTrackingPerTxnLine ? "perLine" : books?.ClassTrackingPerTxn ? "perOrder" : null,
    salesTax: tax?.PartnerTaxEnabled ? "automated" : tax?.UsingSalesTax ? "manual" : "off",
    discountsAllowed: forms?.AllowDiscount === true,
    revenueRecognition: preferences.ProductAndServicesPrefs?.RevenueRecognition === true,
    booksClosedOn: books?.BookCloseDate?.slice(0, 10) || null,
  };
}

type Preference = NonNullable<NonNullable<VendorPreferences["SalesFormsPrefs"]>["CustomField"]>[number];

/** The three legacy fields: whether each is used and what it is called stand apart, and its digit is its DefinitionId (facts/quickbooks.md §2.4). */
function orderFields(groups: Preference[]): ErpCompany["orderFields"] {
  const entries = new Map(groups.flatMap(({ CustomField }) => CustomField ?? []).map((entry) => [entry.Name, entry]));
  return ["1", "2", "3"].flatMap((id) => {
    const name = entries.get(`SalesFormsPrefs.SalesCustomName${id}`)?.StringValue?.trim();
    return name && entries.get(`SalesFormsPrefs.UseSalesCustom${id}`)?.BooleanValue ? [{ id, name }] : [];
  });
}

/** Categories and bundles are no items that a line can sell (RULES §8). */
export function isSellable({ Type }: VendorItem): boolean {
  return Type === "Service" || Type === "NonInventory" || Type === "Inventory";
}

/** An item in our words. */
export function itemFrom(item: VendorItem): ErpItem {
  return {
    id: item.Id,
    name: item.Name,
    description: item.Description || null,
    sku: item.Sku || null,
    active: item.Active !== false,
    taxable: item.Taxable === true,
    deferredRevenue: item.DeferredRevenue === true,
    unitPrice: item.UnitPrice == null ? null : String(item.UnitPrice),
  };
}

/** A term by day of the month has no number of days. */
export function termFrom({ Id, Name, Active, ...term }: VendorTerm): ErpTerm {
  const common = { id: Id, name: Name, active: Active !== false };
  if (term.Type?.toUpperCase() !== "DATE_DRIVEN") return { ...common, dueDays: term.DueDays ?? null };
  const { DayOfMonthDue: dayOfMonth, DueNextMonthDays: nextMonthDays } = term;
  return { ...common, dueDays: null, dueDay: dayOfMonth == null ? null : { dayOfMonth, nextMonthDays: nextMonthDays ?? 0 } };
}

/** A class by its whole path ("Sales:West"), a tax code or customer type by its name. */
export function namedFrom({ Id, Name, FullyQualifiedName, Active }: VendorListed): ErpNamed {
  return { id: Id, name: FullyQualifiedName || Name, active: Active !== false };
}
