import type { Entity, Fields, Reference } from "../entity.ts";
import { businessFault, missing } from "../fault.ts";
import { preferencesOf } from "../preferences.ts";
import type { Work } from "../work.ts";

const NAMES: Record<string, string> = {
  USD: "United States Dollar",
  CAD: "Canadian Dollar",
  EUR: "Euro",
  GBP: "British Pound Sterling",
  JPY: "Japanese Yen",
};

export function currencyReference(code: string): Reference {
  return { value: code, name: NAMES[code] ?? code };
}

export function homeCurrency(work: Work): string {
  return preferencesOf(work.company).CurrencyPrefs.HomeCurrency.value;
}

/** A customer's currency is fixed for ever (facts/quickbooks.md §7.4); absent means the home currency. */
export function customerCurrency(work: Work, fields: Fields, before?: Entity): Reference {
  const home = homeCurrency(work);
  const wanted = fields.CurrencyRef?.value ?? before?.CurrencyRef?.value ?? home;
  if (before?.CurrencyRef && wanted !== before.CurrencyRef.value) {
    throw businessFault("The currency of this name cannot be changed once it is set.");
  }
  if (wanted !== home && !preferencesOf(work.company).CurrencyPrefs.MultiCurrencyEnabled) {
    throw businessFault("Multicurrency is not enabled for this company.");
  }
  return currencyReference(wanted);
}

/** Currency and rate of a transaction: under multicurrency the currency must be sent and be the customer's (facts/quickbooks.md §7.4). */
export function transactionCurrency(work: Work, fields: Fields, customer: Entity): Pick<Fields, "CurrencyRef" | "ExchangeRate"> {
  const { MultiCurrencyEnabled } = preferencesOf(work.company).CurrencyPrefs;
  if (MultiCurrencyEnabled && !fields.CurrencyRef) throw missing("CurrencyRef");
  const own = customer.CurrencyRef!.value;
  const sent = fields.CurrencyRef?.value ?? own;
  if (sent !== own) throw businessFault(`The transaction is in ${sent}, but the currency of this customer is ${own}.`);
  if (!MultiCurrencyEnabled) return { CurrencyRef: currencyReference(own) };
  return { CurrencyRef: currencyReference(own), ExchangeRate: fields.ExchangeRate ?? rateOfTheDay(work, own) };
}

function rateOfTheDay(work: Work, currency: string): number {
  return currency === homeCurrency(work) ? 1 : Number(work.company.exchangeRates[currency] ?? "1");
}
