import { OBJECT_TYPES, type ObjectName } from "./object-types.ts";
import { propertyOf, type Portal } from "./portal.ts";
import type { PropertyDefinition } from "./property-definition.ts";
import { invalid } from "./vendor-fault.ts";

export type NormalizedWarning = { propertyName: string; rawValue: string; normalizedValue: string };
type Problem = { name: string; message: string; code: string };
type Checked = { value: string } | { problem: Problem };

/**
 * The values of a write, in HubSpot's own form, with what was reformatted. Throws the 400 that names every property that
 * does not exist, cannot be written or does not hold such a value.
 */
export function validateProperties(
  portal: Portal,
  object: ObjectName,
  raw: unknown,
): { values: Record<string, string>; warnings: NormalizedWarning[] } {
  if (raw === null || typeof raw !== "object" || Array.isArray(raw)) throw invalid("Invalid input JSON: properties must be an object");
  const values: Record<string, string> = {};
  const warnings: NormalizedWarning[] = [];
  const problems: Problem[] = [];
  for (const [name, given] of Object.entries(raw)) {
    const checked = checkProperty(portal, object, name, given);
    if ("problem" in checked) problems.push(checked.problem);
    else {
      values[name] = checked.value;
      if (checked.value !== String(given)) warnings.push({ propertyName: name, rawValue: String(given), normalizedValue: checked.value });
    }
  }
  if (problems.length > 0) throw refusal(portal, problems);
  return { values, warnings };
}

function refusal(portal: Portal, problems: Problem[]) {
  const listed = problems.map(({ name, message, code }) => ({
    isValid: false,
    message,
    error: code,
    name,
    localizedErrorMessage: message,
    portalId: portal.id,
  }));
  const details = problems.map(({ name, message, code }) => ({ message, code, context: { propertyName: [name] } }));
  return invalid(`Property values were not valid: ${JSON.stringify(listed)}`, details);
}

function checkProperty(portal: Portal, object: ObjectName, name: string, given: unknown): Checked {
  const definition = propertyOf(portal, object, name);
  const refuse = (code: string, message: string): Checked => ({ problem: { name, code, message } });
  if (!definition) return refuse("PROPERTY_DOESNT_EXIST", `Property "${name}" does not exist`);
  if (definition.readOnly) return refuse("READ_ONLY_VALUE", `"${name}" is a read only property; its value cannot be set.`);
  if (given === null || typeof given === "object")
    return refuse("INVALID_VALUE", `${JSON.stringify(given)} is not a valid value for ${name}; "" clears it.`);
  const text = String(given);
  if (text === "") return { value: "" };
  if (text.length > 65_536) return refuse("INVALID_STRING_LENGTH", `The value of ${name} is longer than 65536 characters`);
  return checkValue(portal, object, definition, text, refuse);
}

function checkValue(
  portal: Portal,
  object: ObjectName,
  definition: PropertyDefinition,
  text: string,
  refuse: (code: string, message: string) => Checked,
): Checked {
  switch (definition.type) {
    case "number":
      return /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(text.trim())
        ? { value: text.trim() }
        : refuse("INVALID_DOUBLE", `${text} was not a valid number.`);
    case "date":
      return dateOf(text) ?? refuse("INVALID_DATE", `${text} was not a valid date.`);
    case "datetime":
      return instantOf(text) ?? refuse("INVALID_LONG", `${text} was not a valid long.`);
    case "bool":
    case "enumeration":
      return checkOption(portal, object, definition, text, refuse);
    default:
      return { value: text };
  }
}

function dateOf(text: string): Checked | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return Number.isNaN(Date.parse(text)) ? null : { value: text };
  const moment = instantOf(text);
  return moment && "value" in moment && moment.value.endsWith("T00:00:00.000Z") ? { value: moment.value.slice(0, 10) } : null;
}

function instantOf(text: string): Checked | null {
  const isIso = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[-+]\d{2}:?\d{2}))?$/.test(text);
  const milliseconds = /^-?\d+$/.test(text) ? Number(text) : isIso ? Date.parse(text) : NaN;
  return Number.isNaN(milliseconds) ? null : { value: new Date(milliseconds).toISOString() };
}

function checkOption(
  portal: Portal,
  object: ObjectName,
  definition: PropertyDefinition,
  text: string,
  refuse: (code: string, message: string) => Checked,
): Checked {
  const allowed = definition.externalOptions ? externalOptions(portal, definition.name) : definition.options.map(({ value }) => value);
  const chosen = definition.fieldType === "checkbox" ? text.split(";") : [text];
  if (chosen.every((each) => allowed.includes(each))) return { value: text };
  return refuse(
    "INVALID_OPTION",
    `${text} was not one of the allowed options: ${allowed.join(", ")} (${definition.label}, ${OBJECT_TYPES[object].singular})`,
  );
}

function externalOptions(portal: Portal, property: string): string[] {
  if (property === "pipeline") return portal.pipelines.map(({ id }) => id);
  if (property === "dealstage") return portal.pipelines.flatMap(({ stages }) => stages.map(({ id }) => id));
  return portal.owners.map(({ id }) => id);
}
