import { addVersion, allLive, idsNumbered, liveById, nextId, type Company } from "./company.ts";
import type { Entity, Fields } from "./entity.ts";
import type { Kind } from "./kinds.ts";
import { pacificDate, pacificSecond } from "./pacific-time.ts";

/** What happened to a record, in the words of the webhooks. */
export type Verb = "created" | "updated" | "deleted" | "void" | "emailed" | "merged";
/** One change that was committed. */
export type ChangeEvent = { realmId: string; kind: Kind; id: string; verb: Verb; at: number; mergedId?: string };

/** One request's changes: seen by its own reads, kept from everybody else until `commit`, forgotten when it throws. */
export type Work = {
  company: Company;
  now: number;
  today: string;
  find(kind: Kind, id: string): Entity | undefined;
  all(kind: Kind): Entity[];
  /** A record of this kind with this DocNumber, other than the one with `ownId`. */
  numbered(kind: Kind, number: string, ownId?: string): Entity | undefined;
  add(kind: Kind, fields: Fields): Entity;
  /** Replaces the record with this id; `verb` names the event (a later call with "updated" does not hide a "void"). */
  change(kind: Kind, id: string, fields: Fields, verb?: Verb): Entity;
  remove(kind: Kind, id: string): void;
  /** Makes the changes visible and returns their events. */
  commit(): ChangeEvent[];
};

type Staged = { kind: Kind; id: string; entity: Entity | null; verb: Verb };

export function beginWork(company: Company, now: number): Work {
  const staged = new Map<string, Staged>();
  const keyOf = (kind: Kind, id: string) => `${kind}/${id}`;
  const find = (kind: Kind, id: string) => {
    const own = staged.get(keyOf(kind, id));
    return own ? (own.entity ?? undefined) : liveById(company, kind, id);
  };
  const stage = (kind: Kind, id: string, entity: Entity | null, verb: Verb) => {
    const before = staged.get(keyOf(kind, id));
    const kept = before && verb === "updated" ? before.verb : verb;
    staged.set(keyOf(kind, id), { kind, id, entity, verb: kept });
  };
  return {
    company,
    now,
    today: pacificDate(now),
    find,
    all(kind) {
      const made = [...staged.values()].filter((each) => each.kind === kind && !liveById(company, kind, each.id));
      const known = allLive(company, kind).flatMap((entity) => find(kind, entity.Id) ?? []);
      return [...known, ...made.flatMap((each) => each.entity ?? [])];
    },
    numbered(kind, number, ownId) {
      const made = [...staged.values()].filter((each) => each.kind === kind).map(({ id }) => id);
      const holders = [...idsNumbered(company, kind, number), ...made].flatMap((id) => find(kind, id) ?? []);
      return holders.find((entity) => entity.DocNumber === number && entity.Id !== ownId);
    },
    add(kind, fields) {
      const id = fields["Id"] === undefined ? nextId(company, kind) : String(fields["Id"]);
      const entity = stamped({ ...fields, SyncToken: "0" }, id, now, pacificSecond(now));
      stage(kind, id, entity, "created");
      return entity;
    },
    change(kind, id, fields, verb = "updated") {
      const before = liveById(company, kind, id);
      const token = before ? String(Number(before.SyncToken) + 1) : "0";
      const entity = stamped({ ...fields, SyncToken: token }, id, now, before?.MetaData.CreateTime ?? pacificSecond(now));
      stage(kind, id, entity, verb);
      return entity;
    },
    remove: (kind, id) => stage(kind, id, null, "deleted"),
    commit() {
      for (const { kind, id, entity } of staged.values()) addVersion(company, kind, id, { at: now, entity });
      return [...staged.values()].map(({ kind, id, verb }) => ({ realmId: company.realmId, kind, id, verb, at: now }));
    },
  };
}

function stamped(fields: Fields & { SyncToken: string }, id: string, now: number, createTime: string): Entity {
  const MetaData = { CreateTime: createTime, LastUpdatedTime: pacificSecond(now) };
  const entity: Entity = { ...fields, domain: "QBO", sparse: false, Id: id, MetaData };
  for (const [name, value] of Object.entries(entity)) if (value === null || value === undefined) delete entity[name];
  return entity;
}
