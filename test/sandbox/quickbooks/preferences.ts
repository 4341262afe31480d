import type { Company } from "./company.ts";
import { liveById } from "./company.ts";
import type { Fields } from "./entity.ts";

/** The preferences that the rules look at (facts/quickbooks.md §2.11). */
export type Preferences = {
  SalesFormsPrefs: {
    CustomTxnNumbers?: boolean;
    AllowEstimates?: boolean;
    AllowServiceDate?: boolean;
    AllowDiscount?: boolean;
    AllowDeposit?: boolean;
    AutoApplyCredit?: boolean;
    ETransactionPaymentEnabled?: boolean;
    DefaultDiscountAccount?: string;
    CustomField?: { CustomField: { Name: string; Type: string; BooleanValue?: boolean; StringValue?: string }[] }[];
  };
  AccountingInfoPrefs: {
    BookCloseDate?: string;
    ClassTrackingPerTxn?: boolean;
    ClassTrackingPerTxnLine?: boolean;
    TrackDepartments?: boolean;
  };
  TaxPrefs: { UsingSalesTax?: boolean; PartnerTaxEnabled?: boolean };
  CurrencyPrefs: { HomeCurrency: { value: string }; MultiCurrencyEnabled: boolean };
  OtherPrefs: { NameValue: { Name: string; Value: string }[] };
};

export function preferencesOf(company: Company): Preferences {
  return liveById(company, "Preferences", "1") as unknown as Preferences;
}

/** The country of the company, as CompanyInfo says it ("US"). */
export function countryOf(company: Company): string {
  const info = liveById(company, "CompanyInfo", "1") as Fields;
  return String(info["Country"]);
}

/** An entry of `OtherPrefs.NameValue`, such as WarnDuplicateJournalNumber; absent is false. */
export function otherPreference(preferences: Preferences, name: string): boolean {
  return preferences.OtherPrefs.NameValue.some((entry) => entry.Name === name && entry.Value === "true");
}

/** The names of the legacy custom fields that are used on sales forms, by DefinitionId: flags and names stand in groups of their own. */
export function customFieldNames(company: Company): Map<string, string> {
  const entries = (preferencesOf(company).SalesFormsPrefs.CustomField ?? []).flatMap((group) => group.CustomField);
  const find = (name: string) => entries.find((entry) => entry.Name === `SalesFormsPrefs.${name}`);
  const used = ["1", "2", "3"].filter((id) => find(`UseSalesCustom${id}`)?.BooleanValue);
  return new Map(used.map((id) => [id, find(`SalesCustomName${id}`)?.StringValue ?? `Custom ${id}`]));
}
