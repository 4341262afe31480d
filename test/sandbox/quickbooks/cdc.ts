import { changedBetween, type Company } from "./company.ts";
import { QuickBooksFault } from "./fault.ts";
import { kindNamed, type Kind } from "./kinds.ts";
import { instantOf, pacificSecond } from "./pacific-time.ts";
import { presented } from "./present.ts";

const MOST_OBJECTS = 1000;
const LOOK_BACK_DAYS = 30;
const UNSUPPORTED: ReadonlySet<Kind> = new Set(["TaxCode"]);

/**
 * One `QueryResponse` entry per kind asked for: whole records, and the deleted ones by id; {} when nothing changed. After
 * 1000 objects the rest is left out without a word, since there is no paging (facts/quickbooks.md §3.3).
 */
export function changesSince(company: Company, names: readonly string[], since: string, time: { now: number; until: number }): object[] {
  const from = instantOf(since);
  if (from === null) throw new QuickBooksFault(2060, `Invalid date ${since}`, "changedSince");
  if (from < time.now - LOOK_BACK_DAYS * 86_400_000)
    throw new QuickBooksFault(4001, `QueryValidationError: changedSince is more than ${LOOK_BACK_DAYS} days ago`);
  let room = MOST_OBJECTS;
  return names.map((name) => {
    const kind = supportedKind(name.trim());
    const changed = changedBetween(company, kind, from - 1, time.until).slice(0, room);
    room -= changed.length;
    if (changed.length === 0) return {};
    const rows = changed.map(({ id, at, entity }) => (entity ? presented(company, kind, entity) : gone(id, at)));
    return { [kind]: rows, startPosition: 1, maxResults: rows.length };
  });
}

function supportedKind(name: string): Kind {
  const kind = kindNamed(name);
  if (!kind || UNSUPPORTED.has(kind))
    throw new QuickBooksFault(4001, `QueryValidationError: entity ${name} is not supported by change data capture`);
  return kind;
}

function gone(id: string, at: number): object {
  return { domain: "QBO", status: "Deleted", Id: id, MetaData: { LastUpdatedTime: pacificSecond(at) } };
}
