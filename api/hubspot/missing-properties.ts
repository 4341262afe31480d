import type { MissingProperty } from "../domain/deal.ts";
import { DEFAULT_FIELD_MAPPING, propertiesOf, type FieldMapping } from "./field-mapping.ts";
import type { HubSpotRecord } from "./records.ts";

/** The properties that a portal has chosen and that a record came without: HubSpot answers null for what is empty, and leaves out what it does not have. */
export function missingProperties(mapping: FieldMapping, object: "deal" | "company", { id, properties }: HubSpotRecord): MissingProperty[] {
  const defaults = propertiesOf(DEFAULT_FIELD_MAPPING)[object];
  return [...propertiesOf(mapping)[object]]
    .filter(([field, property]) => property !== defaults.get(field) && !(property in properties))
    .map(([field, property]) => ({ object, id, field, property }));
}
