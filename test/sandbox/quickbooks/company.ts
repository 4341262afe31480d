import type { WireAnswer } from "../wire/server.ts";
import type { Entity } from "./entity.ts";
import { KIND_NAMES, KINDS, type Kind } from "./kinds.ts";

/** One state of a record from an instant on; `entity` null: deleted. */
type Version = { at: number; entity: Entity | null };
type Stored = { id: string; versions: Version[] };
/** Sales tax rates outside the US: the percent behind each TaxCode and the TaxRate id it is shown under. */
export type TaxRate = { taxCodeId: string; rateId: string; percent: number };
/** What a requestid was first used for, and what was answered. */
type Remembered = { at: number; fingerprint: string; answer: WireAnswer };

const NONE: ReadonlySet<string> = new Set();

/** One QuickBooks company (a realm): all its records with their history, its counters and its remembered requestids. */
export type Company = {
  realmId: string;
  records: Map<Kind, Map<string, Stored>>;
  /** The ids of the live records that bear a number, under "kind/number". */
  numbered: Map<string, Set<string>>;
  counters: Map<string, number>;
  taxRates: TaxRate[];
  /** Home units per one unit of a foreign currency, as decimal text. */
  exchangeRates: Record<string, string>;
  requestIds: Map<string, Remembered>;
};

export function emptyCompany(realmId: string): Company {
  const records = new Map(KIND_NAMES.map((kind) => [kind, new Map<string, Stored>()]));
  return { realmId, records, numbered: new Map(), counters: new Map(), taxRates: [], exchangeRates: {}, requestIds: new Map() };
}

/** The live record with this id, or undefined. */
export function liveById(company: Company, kind: Kind, id: string): Entity | undefined {
  return company.records.get(kind)?.get(id)?.versions.at(-1)?.entity ?? undefined;
}

/** The ids of the live records of a kind that bear this DocNumber. */
export function idsNumbered(company: Company, kind: Kind, number: string): ReadonlySet<string> {
  return company.numbered.get(`${kind}/${number}`) ?? NONE;
}

/** All live records of a kind, in the order in which they were made. */
export function allLive(company: Company, kind: Kind): Entity[] {
  return [...storedOf(company, kind)].flatMap((stored) => stored.versions.at(-1)?.entity ?? []);
}

/** The records as they stood at an instant: what a lagging query sees. */
export function allAsOf(company: Company, kind: Kind, at: number): Entity[] {
  return [...storedOf(company, kind)].flatMap((stored) => stored.versions.findLast((version) => version.at <= at)?.entity ?? []);
}

/** Records whose last change lies in (since, until]; `entity` null for those deleted. */
export function changedBetween(
  company: Company,
  kind: Kind,
  since: number,
  until: number,
): { id: string; at: number; entity: Entity | null }[] {
  return [...storedOf(company, kind)].flatMap(({ id, versions }) => {
    const last = versions.findLast((version) => version.at <= until);
    return last && last.at > since ? [{ id, ...last }] : [];
  });
}

/** Adds a state of a record; old states are kept as far as a lagging query could look back. */
export function addVersion(company: Company, kind: Kind, id: string, version: Version): void {
  const records = company.records.get(kind)!;
  const stored = records.get(id) ?? { id, versions: [] };
  renumber(company, kind, id, stored.versions.at(-1)?.entity?.DocNumber, version.entity?.DocNumber);
  stored.versions.push(version);
  if (stored.versions.length > 30) stored.versions.shift();
  records.set(id, stored);
}

function renumber({ numbered }: Company, kind: Kind, id: string, before: string | undefined, after: string | undefined): void {
  if (before === after) return;
  if (before !== undefined) numbered.get(`${kind}/${before}`)?.delete(id);
  if (after === undefined) return;
  const key = `${kind}/${after}`;
  numbered.set(key, (numbered.get(key) ?? new Set()).add(id));
}

/** The next number of a counter, which begins with `first`. */
export function nextNumber(company: Company, counter: string, first = 1): number {
  const next = company.counters.get(counter) ?? first;
  company.counters.set(counter, next + 1);
  return next;
}

/** The next id: transactions share one sequence, and so do customers, vendors and employees; each list has its own. */
export function nextId(company: Company, kind: Kind): string {
  const { group } = KINDS[kind];
  return String(nextNumber(company, group === "transaction" || group === "name" ? group : kind));
}

function storedOf(company: Company, kind: Kind): Iterable<Stored> {
  return company.records.get(kind)!.values();
}
