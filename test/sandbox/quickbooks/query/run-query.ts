import Big from "big.js";
import { allAsOf, type Company } from "../company.ts";
import type { Entity } from "../entity.ts";
import { QuickBooksFault } from "../fault.ts";
import { hasActive, kindNamed, KINDS, type Kind } from "../kinds.ts";
import { instantOf } from "../pacific-time.ts";
import { presented } from "../present.ts";
import { parseQuery, type Condition, type Query } from "./parse-query.ts";

/** The `QueryResponse` of a query over the company as it stood at `asOf` (a lagging index), in QuickBooks' shape. */
export function runQuery(company: Company, text: string, asOf: number): object {
  const query = parseQuery(text);
  const kind = kindNamed(query.from);
  if (!kind) throw new QuickBooksFault(4001, `QueryValidationError: Invalid context declaration: ${query.from}`);
  const where = query.where.map((condition) => ({ ...condition, property: filterable(kind, condition.property) }));
  const orderBy = query.orderBy.map((order) => ({ ...order, property: filterable(kind, order.property) }));
  const select = Array.isArray(query.select) ? query.select.map((property) => filterable(kind, property)) : query.select;
  const found = allAsOf(company, kind, asOf).filter(
    (entity) => isShown(kind, entity, where) && where.every((condition) => holds(entity, condition)),
  );
  if (select === "count") return { totalCount: found.length };
  const page = sorted(kind, found, orderBy).slice(query.startPosition - 1, query.startPosition - 1 + query.maxResults);
  if (page.length === 0) return {};
  const rows = page.map((entity) => projected(presented(company, kind, entity), select));
  return { [kind]: rows, startPosition: query.startPosition, maxResults: rows.length };
}

/** Inactive names are hidden unless the query speaks of Active (facts/quickbooks.md §3.2). */
function isShown(kind: Kind, entity: Entity, where: readonly Condition[]): boolean {
  return !hasActive(kind) || entity.Active !== false || where.some((condition) => condition.property === "Active");
}

/** The property in its right spelling, or the fault for one without the trait. */
function filterable(kind: Kind, property: string): string {
  const known: readonly string[] = KINDS[kind].filterable;
  const found = known.find((name) => name.toLowerCase() === property.toLowerCase());
  if (!found) throw new QuickBooksFault(4001, `QueryValidationError: property '${property}' is not queryable`);
  return found;
}

/** What a property compares as: a reference by its value, an e-mail by its address. */
function valueOf(entity: Entity, property: string): string | number | boolean | undefined {
  if (property === "MetaData.CreateTime") return entity.MetaData.CreateTime;
  if (property === "MetaData.LastUpdatedTime") return entity.MetaData.LastUpdatedTime;
  const value = entity[property];
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  const parts = value as { value?: string; Address?: string } | undefined;
  return parts?.value ?? parts?.Address;
}

function holds(entity: Entity, { property, comparison, values }: Condition): boolean {
  const actual = valueOf(entity, property);
  if (actual === undefined) return false;
  if (comparison === "IN") return values.some((value) => compare(actual, value, property) === 0);
  if (comparison === "LIKE") return like(String(actual), values[0]!);
  const order = compare(actual, values[0]!, property);
  switch (comparison) {
    case "=":
      return order === 0;
    case "<":
      return order < 0;
    case ">":
      return order > 0;
    case "<=":
      return order <= 0;
    case ">=":
      return order >= 0;
  }
}

function compare(actual: string | number | boolean, given: string, property: string): number {
  if (property.startsWith("MetaData.")) return instantOf(String(actual))! - instantGiven(given);
  if (typeof actual === "number") return new Big(actual).cmp(decimalGiven(given));
  if (property === "Id" && /^\d+$/.test(given)) return Number(actual) - Number(given);
  const [one, other] = [String(actual).toLowerCase(), given.toLowerCase()];
  return one === other ? 0 : one < other ? -1 : 1;
}

function instantGiven(given: string): number {
  const instant = instantOf(given);
  if (instant === null) throw new QuickBooksFault(4001, `QueryValidationError: ${given} is not a date and time`);
  return instant;
}

function decimalGiven(given: string): Big {
  if (!/^-?\d+(\.\d+)?$/.test(given)) throw new QuickBooksFault(4001, `QueryValidationError: ${given} is not a number`);
  return new Big(given);
}

function like(actual: string, pattern: string): boolean {
  const escaped = pattern.split("%").map((part) => RegExp.escape(part));
  return new RegExp(`^${escaped.join(".*")}$`, "is").test(actual);
}

function sorted(kind: Kind, entities: Entity[], orderBy: Query["orderBy"]): Entity[] {
  if (orderBy.length === 0) return KINDS[kind].group === "transaction" ? entities.toReversed() : entities;
  return entities.toSorted((one, other) => {
    for (const { property, descending } of orderBy) {
      const order = compareValues(valueOf(one, property), valueOf(other, property), property);
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  });
}

function compareValues(one: string | number | boolean | undefined, other: string | number | boolean | undefined, property: string): number {
  if (one === undefined || other === undefined) return Number(one !== undefined) - Number(other !== undefined);
  return compare(one, String(other), property);
}

/** Only the elements asked for; the record says that it is not whole. */
function projected(entity: Entity, select: string[] | null): object {
  if (select === null) return entity;
  const chosen = Object.entries(entity).filter(([name]) => select.some((property) => property.split(".")[0] === name));
  return { ...Object.fromEntries(chosen), domain: "QBO", sparse: true };
}
