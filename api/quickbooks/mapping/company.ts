import { countryCode } from "../../domain/country.ts";
import type { ErpCompany, ErpItem, ErpTerm } from "../../ports/erp.ts";
import type { VendorCompanyInfo, VendorItem, VendorPreferences, VendorTerm } from "./vendor-shapes.ts";

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
    automatedSalesTax: tax?.PartnerTaxEnabled === true,
    booksClosedOn: books?.BookCloseDate?.slice(0, 10) || null,
  };
}

/** Categories and bundles are no items that a line can sell (RULES §8). */
export function isSellable({ Type }: VendorItem): boolean {
  return Type === "Service" || Type === "NonInventory" || Type === "Inventory";
}

export function itemFrom(item: VendorItem): ErpItem {
  return {
    id: item.Id,
    name: item.Name,
    sku: item.Sku || null,
    active: item.Active !== false,
    taxable: item.Taxable === true,
    unitPrice: item.UnitPrice == null ? null : String(item.UnitPrice),
  };
}

/** A term by day of the month has no number of days. */
export function termFrom(term: VendorTerm): ErpTerm {
  const dateDriven = term.Type?.toUpperCase() === "DATE_DRIVEN";
  return { id: term.Id, name: term.Name, dueDays: dateDriven ? null : (term.DueDays ?? null), active: term.Active !== false };
}
