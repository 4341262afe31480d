import type { FormattingOptions } from "@hubspot/ui-extensions";
import type { PropertyField } from "../../page-api.ts";
import { day, money } from "../parts/words.ts";

const MONEY = /amount|price|balance|tieout_overdue$|_total$|_invoiced$|_paid$|_recognized$|_deferred$/;

/** A property as HubSpot shows it: money with its sign, dates in words, options by their label. */
export function formatted(field: PropertyField, value: string, currency: string, options: FormattingOptions = {}): string {
  const option = field.options.find((each) => each.value === value);
  if (option) return option.label;
  if (field.type === "date" || field.type === "datetime") return day(value);
  if (field.type === "number" && MONEY.test(field.name) && options.currency?.addSymbol !== false) return money(value, currency);
  if (field.type === "bool") return value === "true" ? "Yes" : "No";
  return value;
}
