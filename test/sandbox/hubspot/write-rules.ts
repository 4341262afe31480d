import { valueOf, type CrmRecord } from "./crm-record.ts";
import { OBJECT_TYPES, type ObjectName } from "./object-types.ts";
import type { Portal } from "./portal.ts";
import { conflict, invalid } from "./vendor-fault.ts";

type Values = Record<string, string>;

/** What HubSpot itself demands of a new record (facts/hubspot.md §6.1). */
export function checkCreatable(object: ObjectName, values: Values): void {
  const missing = OBJECT_TYPES[object].required.filter((name) => !values[name]);
  if (object === "companies" && !values["name"] && !values["domain"]) missing.push("name");
  if (missing.length === 0) return;
  throw invalid(`Error creating ${OBJECT_TYPES[object].singular.toUpperCase()}. Some required properties were not set.`, [
    {
      message: `One or more required properties are missing: ${missing.join(", ")}`,
      code: "REQUIRED_PROPERTY_MISSING",
      context: { properties: missing },
    },
  ]);
}

/** A stage belongs to the deal's pipeline. */
export function checkPipeline(portal: Portal, object: ObjectName, values: Values, record: CrmRecord | null): void {
  const stage = values["dealstage"];
  if (object !== "deals" || !stage) return;
  const pipeline = values["pipeline"] ?? (record && valueOf(record, "pipeline"));
  const known = portal.pipelines.find(({ id }) => id === pipeline)?.stages.some(({ id }) => id === stage);
  if (!known)
    throw invalid(`${stage} is not a valid stage of pipeline ${pipeline ?? "(none)"}`, [
      { message: "invalid stage", code: "INVALID_OPTION", context: { propertyName: ["dealstage"] } },
    ]);
}

/** A unique value that another live record, or an earlier input of the same batch, holds is a 409. */
export function checkUnique(
  portal: Portal,
  object: ObjectName,
  values: Values,
  record: CrmRecord | null,
  claimed = new Set<string>(),
): void {
  for (const name of uniqueNames(portal, object)) {
    const value = values[name];
    if (!value) continue;
    const holder = findByUnique(portal, object, name, value);
    if (holder && holder.id !== record?.id) throw taken(object, name, value, holder.id);
    if (claimed.has(`${name}=${value}`)) throw taken(object, name, value, "in the same request");
    claimed.add(`${name}=${value}`);
  }
}

function taken(object: ObjectName, name: string, value: string, holder: string): Error {
  if (object === "contacts" && name === "email") return conflict(`Contact already exists. Existing ID: ${holder}`);
  return conflict(
    `A ${OBJECT_TYPES[object].singular} with ${name} ${value} already exists. Existing ID: ${holder}`,
    "OBJECT_ALREADY_EXISTS",
  );
}

export function uniqueNames(portal: Portal, object: ObjectName): string[] {
  const made = portal.properties[object].filter(
    ({ hasUniqueValue, hubspotDefined, archivedAt }) => hasUniqueValue && !hubspotDefined && archivedAt === null,
  );
  return [...OBJECT_TYPES[object].unique, ...made.map(({ name }) => name)];
}

export function findByUnique(portal: Portal, object: ObjectName, name: string, value: string): CrmRecord | undefined {
  const wanted = value.toLowerCase();
  return portal.records[object].values().find((record) => record.archivedAt === null && valueOf(record, name)?.toLowerCase() === wanted);
}

/** The admin's rules; only the 2026-09 paths ask (facts/hubspot.md §6.6). */
export function checkRequiredRules(portal: Portal, object: ObjectName, values: Values, record: CrmRecord | null): void {
  const after = (name: string) => values[name] ?? (record ? valueOf(record, name) : null) ?? "";
  const broken = portal.requiredRules.filter((rule) => {
    if (rule.object !== object || after(rule.property) !== "") return false;
    return rule.when ? after(rule.when.property) === rule.when.value : record === null;
  });
  if (broken.length === 0) return;
  const details = broken.map(({ property, when }) => ({
    message: `Property "${property}" is required${when ? ` when ${when.property} is ${when.value}` : ""}`,
    code: when ? "MISSING_CONDITIONAL_REQUIRED_PROPERTY" : "MISSING_REQUIRED_PROPERTY",
    context: { propertyName: [property] },
  }));
  throw invalid(`Required properties are missing: ${broken.map(({ property }) => property).join(", ")}`, details);
}
