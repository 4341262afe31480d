import type { HubSpotSeed, PortalSeed, QuoteSeed, RecordSeed } from "../seed/hubspot.ts";
import { kindsBetween, unlabelledKind } from "./association.ts";
import { calculateCompany, calculateDeal, calculateLine } from "./calculated.ts";
import { putValue, type CrmRecord, type WriteSource } from "./crm-record.ts";
import { makeProperty } from "./make-property.ts";
import type { ObjectName } from "./object-types.ts";
import { createPortal, propertyOf, type Portal } from "./portal.ts";
import { touch } from "./recalculate.ts";
import { validateProperties } from "./validate-properties.ts";
import { invalid, VendorFault } from "./vendor-fault.ts";
import type { World } from "./world.ts";
import { insertRecord } from "./write-record.ts";

const IMPORT: WriteSource = { changeSource: "IMPORT", sourceId: "seed" };

/** Puts the seed's portals into the world, telling nobody. */
export function loadSeed(world: World, seed: HubSpotSeed): void {
  for (const portal of seed.portals) loadPortal(world, portal);
}

export function loadPortal(world: World, seed: PortalSeed): Portal {
  const at = Date.parse(seed.createdAt);
  const portal = createPortal(seed, at);
  for (const { objectType, ...definition } of seed.properties) makeProperty(portal, objectType, definition, at);
  for (const each of seed.products) insertSeed(portal, "products", each, at);
  for (const each of seed.companies) insertSeed(portal, "companies", each, at);
  for (const { id, parentId } of seed.companies) if (parentId) link(portal, ["companies", parentId], ["companies", id], ["Child Company"]);
  for (const each of seed.contacts) {
    insertSeed(portal, "contacts", each, at);
    if (each.companyId) link(portal, ["contacts", each.id], ["companies", each.companyId], ["Primary"]);
  }
  for (const deal of seed.deals) {
    insertSeed(portal, "deals", deal, at);
    for (const { id, labels } of deal.companies) link(portal, ["deals", deal.id], ["companies", id], labels ?? []);
    for (const { id, labels } of deal.contacts) link(portal, ["deals", deal.id], ["contacts", id], labels ?? []);
    for (const line of deal.lines) {
      insertSeed(portal, "line_items", line, at);
      link(portal, ["deals", deal.id], ["line_items", line.id], []);
    }
    for (const { object, ...adjustment } of deal.adjustments ?? []) {
      insertSeed(portal, object, adjustment, at);
      link(portal, ["deals", deal.id], [object, adjustment.id], []);
    }
    for (const quote of deal.quotes ?? []) loadQuote(portal, deal.id, quote, at);
  }
  calculateAll(portal, at);
  world.portals.set(portal.id, portal);
  return portal;
}

function loadQuote(portal: Portal, dealId: string, { lines, ...quote }: QuoteSeed, at: number): void {
  insertSeed(portal, "quotes", quote, at);
  link(portal, ["deals", dealId], ["quotes", quote.id], []);
  for (const line of lines) {
    insertSeed(portal, "line_items", line, at);
    link(portal, ["quotes", quote.id], ["line_items", line.id], []);
  }
}

function insertSeed(portal: Portal, object: ObjectName, seed: RecordSeed, at: number): CrmRecord {
  const { values } = validateProperties(portal, object, seed.properties);
  const createdAt = seed.createdAt ? Date.parse(seed.createdAt) : at;
  const record = insertRecord(portal, object, seed.id, values, { source: IMPORT, at: createdAt });
  for (const change of seed.changes ?? []) {
    const timestamp = Date.parse(change.at);
    const { values: changed } = validateProperties(portal, object, change.properties);
    for (const [name, value] of Object.entries(changed)) putValue(record, name, { value, timestamp, source: IMPORT });
    touch(record, timestamp);
  }
  return record;
}

function link(portal: Portal, [from, fromId]: [ObjectName, string], [to, toId]: [ObjectName, string], labels: string[]): void {
  const kinds = kindsBetween(portal, from, to);
  const chosen = labels.map((label) => kinds.find((kind) => kind.label === label) ?? unknownLabel(label));
  for (const kind of [unlabelledKind(portal, from, to), ...chosen]) portal.associations.push({ kind, fromId, toId });
}

function unknownLabel(label: string): never {
  throw invalid(`The seed has no label ${label}`);
}

function calculateAll(portal: Portal, at: number): void {
  for (const line of portal.records.line_items.values()) calculateLine(line, at);
  for (const company of portal.records.companies.values()) calculateCompany(portal, company, at);
  for (const deal of portal.records.deals.values()) calculateDeal(portal, deal, at);
}

export type AfterInstall = { applied: number; missing: string[]; refused: string[] };

/**
 * Fills in the values of properties that an app creates at install. Tells nobody; says which properties do not exist (yet)
 * and which values the definitions refuse.
 */
export function applyAfterInstall(world: World, seed: HubSpotSeed): AfterInstall {
  const result: AfterInstall = { applied: 0, missing: [], refused: [] };
  for (const each of seed.portals) {
    const portal = world.portals.get(each.id);
    if (!portal) continue;
    for (const company of each.companies) fillIn(world, portal, "companies", company, result);
    for (const deal of each.deals) fillIn(world, portal, "deals", deal, result);
  }
  return { ...result, missing: [...new Set(result.missing)] };
}

function fillIn(world: World, portal: Portal, object: ObjectName, seed: RecordSeed, result: AfterInstall): void {
  const record = portal.records[object].get(seed.id);
  if (!record) return;
  for (const [name, value] of Object.entries(seed.afterInstall ?? {})) {
    if (!propertyOf(portal, object, name)) {
      result.missing.push(`${object}.${name}`);
      continue;
    }
    const refusal = putChecked(world, portal, record, name, value);
    if (refusal) result.refused.push(`${object}.${seed.id}.${name}: ${refusal}`);
    else result.applied += 1;
  }
}

function putChecked(world: World, portal: Portal, record: CrmRecord, name: string, value: string): string | null {
  try {
    const { values } = validateProperties(portal, record.object, { [name]: value });
    const timestamp = world.clock.now();
    if (putValue(record, name, { value: values[name] ?? "", timestamp, source: IMPORT })) touch(record, timestamp);
    return null;
  } catch (error) {
    if (error instanceof VendorFault) return error.message;
    throw error;
  }
}
