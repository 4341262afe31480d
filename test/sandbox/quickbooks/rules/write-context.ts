import type { Entity, Fields } from "../entity.ts";
import type { Settings } from "../settings.ts";
import type { Work } from "../work.ts";

/** What a rule works with: the pending changes, the switches of this sandbox, and the `include=` values of the request. */
export type WriteContext = { work: Work; settings: Settings; include: ReadonlySet<string> };

/**
 * What may be done with one kind of record. Every function stages its changes in `context.work` or throws a QuickBooksFault.
 * `update` gets the merged record; an absent `remove` or `void` means that the kind knows no such operation.
 */
export type Rules = {
  create(context: WriteContext, fields: Fields): Entity;
  update(context: WriteContext, before: Entity, after: Fields): Entity;
  remove?(context: WriteContext, before: Entity): void;
  void?(context: WriteContext, before: Entity): Entity;
};
