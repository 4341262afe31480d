import type { Entity, Fields } from "./entity.ts";
import { businessFault, missing, notFound, QuickBooksFault } from "./fault.ts";
import { KINDS, type Kind } from "./kinds.ts";
import { RULES } from "./rules/rules-of.ts";
import type { Rules, WriteContext } from "./rules/write-context.ts";
import { checkShape, type Shape } from "./shape.ts";

export type Operation = "create" | "update" | "delete" | "void";
/** What a write did: the record as it is now, or the id of the one that is gone. */
export type Written = { kind: Kind; entity: Entity } | { kind: Kind; deletedId: string };

/** One write of a request body, staged in `context.work`. Throws a QuickBooksFault and stages nothing of use when it is refused. */
export function write(context: WriteContext, kind: Kind, operation: Operation, body: Fields): Written {
  const rules = RULES[kind];
  if (!rules) throw unsupported(kind, operation);
  const shape: Shape = KINDS[kind].shape;
  checkShape(shape, body);
  if (operation === "create") return { kind, entity: rules.create(context, withoutNulls(writable(shape, body))) };
  const before = currentVersion(context, kind, body);
  switch (operation) {
    case "update":
      return { kind, entity: rules.update(context, before, merged(kind, shape, before, body)) };
    case "void":
      if (!rules.void) throw unsupported(kind, operation);
      return { kind, entity: rules.void(context, before) };
    case "delete":
      return removed(context, rules, kind, before);
  }
}

function removed(context: WriteContext, rules: Rules, kind: Kind, before: Entity): Written {
  if (!rules.remove) throw unsupported(kind, "delete");
  rules.remove(context, before);
  return { kind, deletedId: before.Id };
}

/** The record that is to change: 610 when it is gone, 5010 when the SyncToken is not its latest (facts/quickbooks.md §3.1). */
function currentVersion({ work }: WriteContext, kind: Kind, body: Fields): Entity {
  if (!body["Id"]) throw missing("Id");
  if (body["SyncToken"] === undefined) throw missing("SyncToken");
  const before = work.find(kind, String(body["Id"]));
  if (!before) throw notFound();
  if (before.SyncToken !== body["SyncToken"]) {
    const detail =
      "You and another user were working on this at the same time. The other user finished before you did, so your work was not saved.";
    throw new QuickBooksFault(5010, `Stale Object Error : ${detail}`);
  }
  return before;
}

/** A sparse update changes what it names; a full one clears every writable element that it leaves out (facts/quickbooks.md §3.1). */
function merged(kind: Kind, shape: Shape, before: Entity, body: Fields): Fields {
  const sparse = body["sparse"] === true;
  if (sparse && kind === "JournalEntry") throw businessFault("A journal entry is updated with all of its lines, not sparsely.");
  const base = sparse ? before : Object.fromEntries(Object.entries(before).filter(([name]) => !isWritable(shape, name)));
  return withoutNulls({ ...base, ...writable(shape, body) });
}

function withoutNulls(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

const IDENTITY = new Set(["Id", "SyncToken", "sparse", "domain"]);

function isWritable(shape: Shape, name: string): boolean {
  return !IDENTITY.has(name) && shape[name] !== undefined && shape[name].is !== "readOnly";
}

function writable(shape: Shape, body: Fields): Fields {
  return Object.fromEntries(Object.entries(body).filter(([name, value]) => isWritable(shape, name) && value !== undefined));
}

function unsupported(kind: Kind, operation: Operation): QuickBooksFault {
  return new QuickBooksFault(500, `Unsupported Operation : Operation ${operation} is not supported for ${kind}.`);
}
