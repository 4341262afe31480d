import { associatedWith } from "./association.ts";
import { valueOf, type CrmRecord } from "./crm-record.ts";
import { objectNameOf, type ObjectName } from "./object-types.ts";
import { propertyOf, type Portal } from "./portal.ts";
import { invalid } from "./vendor-fault.ts";

type Filter = { propertyName: string; operator: string; value?: string; highValue?: string; values?: string[] };
export type FilterGroup = { filters: Filter[] };

const OPERATORS = new Set([
  ...["EQ", "NEQ", "LT", "LTE", "GT", "GTE", "BETWEEN", "IN", "NOT_IN"],
  ...["HAS_PROPERTY", "NOT_HAS_PROPERTY", "CONTAINS_TOKEN", "NOT_CONTAINS_TOKEN"],
]);

/** The filter groups of a search; throws 400 past five groups, six filters in one or eighteen in all, and for what does not exist. */
export function checkFilterGroups(portal: Portal, object: ObjectName, given: unknown): FilterGroup[] {
  const groups = (given ?? []) as FilterGroup[];
  if (!Array.isArray(groups)) throw invalid("filterGroups must be a list");
  const filters = groups.flatMap((group) => group.filters ?? []);
  if (groups.length > 5) throw invalid("A search takes at most 5 filterGroups");
  if (groups.some((group) => (group.filters ?? []).length > 6)) throw invalid("A filterGroup takes at most 6 filters");
  if (filters.length > 18) throw invalid("A search takes at most 18 filters");
  for (const { propertyName, operator } of filters) {
    const known = propertyName.startsWith("associations.") || propertyOf(portal, object, propertyName);
    if (!known) throw invalid(`There was a problem with the request. Property ${propertyName} does not exist`);
    if (!OPERATORS.has(operator)) throw invalid(`Invalid input JSON: unknown operator ${operator}`);
  }
  return groups;
}

/** Groups are joined by OR, the filters of a group by AND. */
export function matchesGroups(portal: Portal, record: CrmRecord, groups: readonly FilterGroup[], at: number): boolean {
  return groups.length === 0 || groups.some(({ filters }) => filters.every((filter) => matches(portal, record, filter, at)));
}

function matches(portal: Portal, record: CrmRecord, filter: Filter, at: number): boolean {
  const { propertyName } = filter;
  if (!propertyName.startsWith("associations.")) return test(filter, valueOf(record, propertyName, at));
  const to = objectNameOf(propertyName.slice("associations.".length));
  const ids = associatedWith(portal, record, to).map((each) => each.record.id);
  return ids.length === 0 ? test(filter, null) : ids.some((id) => test(filter, id));
}

function test({ operator, value = "", highValue = "", values = [] }: Filter, actual: string | null): boolean {
  const order = (other: string) => comparable(actual ?? "") - comparable(other);
  const token = value.replaceAll("*", "").toLowerCase();
  switch (operator) {
    case "EQ":
      return actual !== null && same(actual, value);
    case "NEQ":
      return actual === null || !same(actual, value);
    case "LT":
      return actual !== null && order(value) < 0;
    case "LTE":
      return actual !== null && order(value) <= 0;
    case "GT":
      return actual !== null && order(value) > 0;
    case "GTE":
      return actual !== null && order(value) >= 0;
    case "BETWEEN":
      return actual !== null && order(value) >= 0 && order(highValue) <= 0;
    case "IN":
      return actual !== null && values.some((each) => same(actual, each));
    case "NOT_IN":
      return actual !== null && !values.some((each) => same(actual, each));
    case "HAS_PROPERTY":
      return actual !== null;
    case "NOT_HAS_PROPERTY":
      return actual === null;
    case "CONTAINS_TOKEN":
      return actual !== null && actual.toLowerCase().includes(token);
    default:
      return actual === null || !actual.toLowerCase().includes(token);
  }
}

/** Search compares text without case, and moments as the instants they are. */
function same(one: string, two: string): boolean {
  return one.toLowerCase() === two.toLowerCase() || comparable(one) === comparable(two);
}

/** A number, or the milliseconds of a date. */
function comparable(text: string): number {
  if (text !== "" && !Number.isNaN(Number(text))) return Number(text);
  return /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : NaN;
}
