import { OBJECT_TYPES, type ObjectName } from "./object-types.ts";
import type { Portal } from "./portal.ts";
import type { PropertyDefinition, PropertyOption } from "./property-definition.ts";
import { conflict, invalid } from "./vendor-fault.ts";

const TYPES: Record<string, readonly string[]> = {
  bool: ["booleancheckbox", "calculation_equation"],
  enumeration: ["booleancheckbox", "checkbox", "radio", "select"],
  date: ["date"],
  datetime: ["date"],
  string: ["file", "text", "textarea", "html", "phonenumber"],
  number: ["number", "calculation_equation"],
  phone_number: ["phonenumber"],
  json: ["text"],
  object_coordinates: ["text"],
};
const MOST_UNIQUE = 10;

/**
 * Makes a property as HubSpot would, or brings an archived one of that name back with its values; throws 400 for a bad
 * definition and 409 for a name that is taken (facts/hubspot.md §6.4).
 */
export function makeProperty(portal: Portal, object: ObjectName, raw: Record<string, unknown>, now: number): PropertyDefinition {
  const definition = definitionOf(raw, now);
  const existing = portal.properties[object].find(({ name }) => name === definition.name);
  if (existing && existing.archivedAt === null) {
    const message = `A property named '${definition.name}' already exists.`;
    throw conflict(message, "OBJECT_ALREADY_EXISTS", "Properties.PROPERTY_WITH_NAME_EXISTS");
  }
  checkGroup(portal, object, definition.groupName);
  const unique = portal.properties[object].filter(({ hasUniqueValue, hubspotDefined }) => hasUniqueValue && !hubspotDefined).length;
  if (definition.hasUniqueValue && unique >= MOST_UNIQUE)
    throw invalid(`${OBJECT_TYPES[object].id} has ${MOST_UNIQUE} unique properties already`);
  if (existing) return Object.assign(existing, { ...definition, createdAt: existing.createdAt });
  portal.properties[object].push(definition);
  return definition;
}

/** Changes what a PATCH may change; `options` are replaced as a whole. */
export function changeProperty(
  portal: Portal,
  object: ObjectName,
  property: PropertyDefinition,
  raw: Record<string, unknown>,
  now: number,
): PropertyDefinition {
  if (property.hubspotDefined)
    throw invalid(
      `${property.name} is defined by HubSpot and cannot be changed`,
      undefined,
      "PropertyValidationError.READ_ONLY_DEFINITION",
    );
  if ("hasUniqueValue" in raw) throw invalid("hasUniqueValue can only be set when the property is created");
  const changed = definitionOf({ ...property, ...raw, name: property.name }, now);
  checkGroup(portal, object, changed.groupName);
  return Object.assign(property, { ...changed, createdAt: property.createdAt, hasUniqueValue: property.hasUniqueValue });
}

function checkGroup(portal: Portal, object: ObjectName, groupName: string): void {
  const known = portal.groups[object].some(({ name, archived }) => name === groupName && !archived);
  if (!known) throw invalid(`Property group ${groupName} does not exist`, undefined, "PropertyValidationError.GROUP_DOES_NOT_EXIST");
}

function definitionOf(raw: Record<string, unknown>, now: number): PropertyDefinition {
  const missing = ["name", "label", "type", "fieldType", "groupName"].filter((key) => typeof raw[key] !== "string" || raw[key] === "");
  if (missing.length > 0) throw invalid(`Invalid input JSON: some required fields were not set: [${missing.join(", ")}]`);
  const [name, type, fieldType] = [String(raw["name"]), String(raw["type"]), String(raw["fieldType"])];
  if (!/^[a-z][a-z0-9_]{0,99}$/.test(name))
    throw invalid(`Property name ${name} must be lower case letters, digits and _, beginning with a letter`);
  if (!TYPES[type]?.includes(fieldType))
    throw invalid(`fieldType ${fieldType} is not possible for type ${type}`, undefined, "PropertyValidationError.INVALID_FIELD_TYPE");
  const options = optionsOf(raw["options"]);
  if ((type === "enumeration" || type === "bool") && options.length === 0) throw invalid(`A property of type ${type} needs options`);
  return {
    ...{ name, type, fieldType, options },
    label: String(raw["label"]),
    groupName: String(raw["groupName"]),
    description: typeof raw["description"] === "string" ? raw["description"] : "",
    displayOrder: typeof raw["displayOrder"] === "number" ? raw["displayOrder"] : -1,
    hasUniqueValue: raw["hasUniqueValue"] === true,
    hidden: raw["hidden"] === true,
    formField: raw["formField"] === true,
    ...{ hubspotDefined: false, calculated: false, readOnly: false, externalOptions: false },
    ...{ createdAt: now, updatedAt: now, archivedAt: null },
  };
}

function optionsOf(raw: unknown): PropertyOption[] {
  if (!Array.isArray(raw)) return [];
  return (raw as Partial<PropertyOption>[]).map(({ label, value, displayOrder, hidden, description }, index) => {
    if (typeof label !== "string" || typeof value !== "string") throw invalid("Invalid input JSON: an option needs label and value");
    return { label, value, displayOrder: displayOrder ?? index, hidden: hidden ?? false, description: description ?? "" };
  });
}
