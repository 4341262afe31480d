import { addVersion, emptyCompany, liveById, type Company, type TaxRate } from "./company.ts";
import type { Fields } from "./entity.ts";
import { KINDS, type Kind } from "./kinds.ts";
import { pacificDate } from "./pacific-time.ts";
import { RULES } from "./rules/rules-of.ts";
import type { WriteContext } from "./rules/write-context.ts";
import { DEFAULT_SETTINGS } from "./settings.ts";
import { beginWork } from "./work.ts";

/** A company as plain data. Documents are dated so many days before the day of the reset. */
export type SeedCompany = {
  realmId: string;
  companyInfo: Fields;
  preferences: Fields;
  taxRates: TaxRate[];
  exchangeRates: Record<string, string>;
  lists: Partial<Record<Kind, Fields[]>>;
  documents: { kind: "Estimate" | "Invoice" | "Payment" | "CreditMemo" | "JournalEntry"; daysAgo: number; fields: Fields }[];
};

const DAY_MS = 86_400_000;
const FOUNDED_DAYS_AGO = 500;

/** Makes a company of plain data, by the same rules that API calls go through. */
export function companyFromSeed(seed: SeedCompany, now: number): Company {
  const company = emptyCompany(seed.realmId);
  Object.assign(company, { taxRates: structuredClone(seed.taxRates), exchangeRates: { ...seed.exchangeRates } });
  const founded = now - FOUNDED_DAYS_AGO * DAY_MS;
  const singles: [Kind, Fields][] = [
    ["CompanyInfo", seed.companyInfo],
    ["Preferences", seed.preferences],
  ];
  for (const [kind, fields] of singles) inOneWork(company, founded, ({ work }) => work.add(kind, structuredClone({ ...fields, Id: "1" })));
  for (const [kind, records] of Object.entries(seed.lists) as [Kind, Fields[]][]) {
    for (const fields of records) addOne(company, kind, fields, founded);
  }
  for (const { kind, daysAgo, fields } of seed.documents) {
    const at = now - daysAgo * DAY_MS;
    addOne(company, kind, { TxnDate: pacificDate(at), ...fields }, at);
  }
  return company;
}

function addOne(company: Company, kind: Kind, fields: Fields, at: number): void {
  const rules = RULES[kind];
  const copy = structuredClone(fields);
  inOneWork(company, at, (context) => (rules ? rules.create(context, copy) : context.work.add(kind, { Active: true, ...copy })));
  const { group } = KINDS[kind];
  const counter = group === "transaction" || group === "name" ? group : kind;
  const id = Number(fields["Id"]);
  if (Number.isInteger(id)) company.counters.set(counter, Math.max(company.counters.get(counter) ?? 1, id + 1));
}

function inOneWork(company: Company, at: number, act: (context: WriteContext) => unknown): void {
  const work = beginWork(company, at);
  act({ work, settings: DEFAULT_SETTINGS, include: new Set() });
  work.commit();
}

/** Lays a part over the company's preferences, group by group, as a person does on the settings page. */
export function patchPreferences(company: Company, patch: Record<string, object>, now: number): void {
  const work = beginWork(company, now);
  const before = liveById(company, "Preferences", "1")!;
  const groups = Object.entries(patch).map(([group, values]) => [group, { ...(before[group] as object | undefined), ...values }]);
  const entity = work.change("Preferences", "1", { ...before, ...Object.fromEntries(groups) });
  addVersion(company, "Preferences", "1", { at: now, entity });
}
