import { associate } from "./associate.ts";
import { kindOf, type AssociationKind } from "./association.ts";
import { CALCULATED } from "./calculated.ts";
import { putValue, valueOf, type CrmRecord, type WriteSource } from "./crm-record.ts";
import { OBJECT_NAMES, OBJECT_TYPES, type ObjectName } from "./object-types.ts";
import { recordOf, takeId, type Portal } from "./portal.ts";
import { recalculate, touch } from "./recalculate.ts";
import { checkCreatable, checkPipeline, checkRequiredRules, checkUnique } from "./write-rules.ts";
import { validateProperties, type NormalizedWarning } from "./validate-properties.ts";
import { invalid } from "./vendor-fault.ts";
import type { World } from "./world.ts";

/** `enforcesRules`: the write comes by a 2026-09 path, where the admin's required-field rules hold. */
export type Writer = { world: World; portal: Portal; source: WriteSource; enforcesRules: boolean };
export type Target = { object: ObjectName; id: string; kinds: AssociationKind[] };
/** A write that was checked and cannot fail any more. */
export type Prepared = { commit(): CrmRecord; warnings: NormalizedWarning[] };

/** Checks a create; throws 400 or 409. `claimed` holds the unique values of the same batch. */
export function prepareCreate(
  writer: Writer,
  object: ObjectName,
  raw: unknown,
  targets: readonly Target[],
  claimed?: Set<string>,
): Prepared {
  const { portal } = writer;
  const { values, warnings } = validateProperties(portal, object, raw);
  const complete = { ...productDefaults(portal, object, values), ...values };
  checkCreatable(object, complete);
  checkPipeline(portal, object, complete, null);
  checkUnique(portal, object, complete, null, claimed);
  if (writer.enforcesRules) checkRequiredRules(portal, object, complete, null);
  for (const target of targets) recordOf(portal, target.object, target.id);
  return { warnings, commit: () => commitCreate(writer, object, complete, targets) };
}

/** Checks an update of a live record; throws 400, 404 or 409. */
export function prepareUpdate(writer: Writer, object: ObjectName, id: string, raw: unknown, claimed?: Set<string>): Prepared {
  const { portal } = writer;
  const record = recordOf(portal, object, id);
  const { values, warnings } = validateProperties(portal, object, raw);
  checkPipeline(portal, object, values, record);
  checkUnique(portal, object, values, record, claimed);
  if (writer.enforcesRules) checkRequiredRules(portal, object, values, record);
  return { warnings, commit: () => commitUpdate(writer, record, values) };
}

/** The associations of a create request, as records and types; throws 400 for what is not of that form. */
export function targetsOf(portal: Portal, object: ObjectName, associations: unknown): Target[] {
  if (!Array.isArray(associations)) throw invalid("Invalid input JSON: some required fields were not set: [associations]");
  return (associations as { to?: { id?: unknown }; types?: { associationCategory?: string; associationTypeId?: number }[] }[]).map(
    ({ to, types }) => {
      const first = types?.[0];
      if (to?.id === undefined || !first) throw invalid("Invalid input JSON: an association needs to.id and types");
      const other = objectOfType(portal, object, String(first.associationCategory), Number(first.associationTypeId));
      const kinds = (types ?? []).map((type) =>
        kindOf(portal, object, other, String(type.associationCategory), Number(type.associationTypeId)),
      );
      return { object: other, id: String(to.id), kinds };
    },
  );
}

function objectOfType(portal: Portal, from: ObjectName, category: string, typeId: number): ObjectName {
  for (const to of OBJECT_NAMES) {
    try {
      kindOf(portal, from, to, category, typeId);
      return to;
    } catch {
      continue;
    }
  }
  throw invalid(`Association type ${typeId} of category ${category} doesn't exist from ${OBJECT_TYPES[from].id}`);
}

/** A line made from a product takes what it does not say itself from there. */
function productDefaults(portal: Portal, object: ObjectName, values: Record<string, string>): Record<string, string> {
  const product = object === "line_items" && portal.records.products.get(values["hs_product_id"] ?? "");
  if (!product) return {};
  const copied = [
    "name",
    "description",
    "price",
    "hs_sku",
    "recurringbillingfrequency",
    "hs_recurring_billing_period",
    "hs_cost_of_goods_sold",
  ];
  return Object.fromEntries(copied.flatMap((name) => (valueOf(product, name) === null ? [] : [[name, valueOf(product, name) ?? ""]])));
}

function commitCreate(writer: Writer, object: ObjectName, values: Record<string, string>, targets: readonly Target[]): CrmRecord {
  const { world, portal, source } = writer;
  const record = insertRecord(portal, object, takeId(portal), values, { source, at: world.clock.now() });
  world.webhooks.raise(portal.id, { kind: "creation", object, id: record.id, source });
  for (const [property, value] of Object.entries(values)) {
    if (value !== "") world.webhooks.raise(portal.id, { kind: "propertyChange", object, id: record.id, property, value, source });
  }
  recalculate(writer, record);
  for (const target of targets) associate(writer, record, target, target.kinds);
  return record;
}

/** Puts a record into the portal without telling anybody: how the seed comes in. */
export function insertRecord(
  portal: Portal,
  object: ObjectName,
  id: string,
  values: Record<string, string>,
  { source, at }: { source: WriteSource; at: number },
): CrmRecord {
  const record: CrmRecord = { id, object, createdAt: at, updatedAt: at, archivedAt: null, mergedInto: null, history: new Map() };
  const stamp = new Date(at).toISOString();
  const own = { createdate: stamp, hs_createdate: stamp, hs_object_id: id };
  for (const [name, value] of Object.entries(own)) putValue(record, name, { value, timestamp: at, source: CALCULATED });
  for (const [name, value] of Object.entries(values)) putValue(record, name, { value, timestamp: at, source });
  touch(record, at);
  portal.records[object].set(id, record);
  return record;
}

function commitUpdate(writer: Writer, record: CrmRecord, values: Record<string, string>): CrmRecord {
  const { world, portal, source } = writer;
  const now = world.clock.now();
  const complete = { ...closingDate(portal, record, values, now), ...values };
  const changed = Object.entries(complete).filter(([name, value]) => putValue(record, name, { value, timestamp: now, source }));
  touch(record, now);
  for (const [property, value] of changed) {
    world.webhooks.raise(portal.id, { kind: "propertyChange", object: record.object, id: record.id, property, value, source });
  }
  recalculate(writer, record);
  return record;
}

/** HubSpot sets the close date to now when a deal moves to a closed stage and the same write does not say another. */
function closingDate(portal: Portal, record: CrmRecord, values: Record<string, string>, now: number): Record<string, string> {
  const stage = values["dealstage"];
  if (record.object !== "deals" || stage === undefined || stage === valueOf(record, "dealstage")) return {};
  const closes = portal.pipelines.some(({ stages }) => stages.some(({ id, isClosed }) => id === stage && isClosed));
  return closes ? { closedate: new Date(now).toISOString() } : {};
}
