import type { FormattingOptions } from "@hubspot/ui-extensions";
import type { PropertyField, RecordPage, RecordType } from "../../page-api.ts";
import { formatted } from "./format-property.ts";
import type { AssociationsPage, HookOptions, HostApi, PropertyValues } from "./protocol.ts";
import { platformHost, type PlatformNeeds } from "./platform-host.ts";
import type { createWatchers } from "./watch-properties.ts";

type Needs = PlatformNeeds & {
  /** The record as it was read last. */
  page(): RecordPage;
  watchers: ReturnType<typeof createWatchers>;
  refresh(): Promise<void>;
};

/** What an extension can ask of the page that shows a record. */
export function recordHost({ page, watchers, refresh, ...platform }: Needs): Omit<HostApi, "closeOverlay"> {
  return {
    ...platformHost(platform),
    readProperties: (names, options) => propertiesOf(page(), names, options),
    watchProperties: (names, onValues, options) => watchers.watch(names, onValues, options),
    readAssociations: async ({ toObjectType, properties = [], pageLength = 100, offset = 0 }) =>
      associationsOf(page(), toObjectType, properties, pageLength, offset),
    formatProperties: (list, options) => list.map((values) => formatAll(page(), values, "all", options)),
    refreshObjectProperties: () => void refresh(),
  };
}

/** The values of the named properties, null where the record has none. */
export function propertiesOf(page: RecordPage, names: string[] | "*", options: HookOptions = {}): PropertyValues {
  const { properties } = page.record;
  const values = names === "*" ? properties : Object.fromEntries(names.map((name) => [name, properties[name] ?? null]));
  return formatAll(page, values, options.propertiesToFormat ?? [], options.formattingOptions);
}

function formatAll(page: RecordPage, values: PropertyValues, which: string[] | "all", options?: FormattingOptions): PropertyValues {
  const currency = page.record.properties["deal_currency_code"] ?? "USD";
  const format = (name: string, value: string | null) => {
    const field = page.fields.find((each) => each.name === name);
    return field && value !== null && (which === "all" || which.includes(name)) ? formatted(field, value, currency, options) : value;
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, format(name, value)]));
}

const TYPES: Record<string, RecordType> = {
  "0-1": "contacts",
  "0-2": "companies",
  "0-3": "deals",
  "0-7": "products",
  "0-8": "line_items",
  contact: "contacts",
  company: "companies",
  deal: "deals",
  line_item: "line_items",
};

function associationsOf(page: RecordPage, to: string, properties: string[], length: number, offset: number): AssociationsPage {
  const records = page.associated[TYPES[to] ?? (to as RecordType)] ?? [];
  const results = records.slice(offset, offset + length).map((record) => ({
    toObjectId: Number(record.id),
    associationTypes: [],
    properties: Object.fromEntries(properties.map((name) => [name, record.properties[name] ?? null])),
  }));
  return { results, hasMore: offset + length < records.length, nextOffset: offset + length };
}

/** Labels and formatted values of a record, for the components that read it themselves. */
export function shownRecord(page: RecordPage): { labels: Record<string, string>; formatted: PropertyValues } {
  const labels = Object.fromEntries(page.fields.map(({ name, label }: PropertyField) => [name, label]));
  return { labels, formatted: formatAll(page, page.record.properties, "all") };
}
