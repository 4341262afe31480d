import { QuickBooksFault } from "../fault.ts";
import type { Kind } from "../kinds.ts";
import type { Work } from "../work.ts";

const PEOPLE: readonly Kind[] = ["Customer", "Vendor", "Employee"];

/** A display name is unique over customers, vendors and employees, the inactive ones too, in any case (facts/quickbooks.md §2.2). */
export function requireFreeDisplayName(work: Work, name: string, ownKind: Kind, ownId?: string): void {
  for (const kind of PEOPLE) {
    const taken = work.all(kind).some((entity) => sameName(entity.DisplayName, name) && !(kind === ownKind && entity.Id === ownId));
    if (taken) throw duplicateName("Another customer, vendor or employee is already using this name. Please use a different name.");
  }
}

/** The name of an item, account, class and so on is unique among its own kind, under the same parent. */
export function requireFreeName(work: Work, kind: Kind, fullyQualifiedName: string, ownId?: string): void {
  const taken = work
    .all(kind)
    .some((entity) => sameName(entity.FullyQualifiedName ?? entity.Name, fullyQualifiedName) && entity.Id !== ownId);
  if (taken) throw duplicateName(`Another ${kind.toLowerCase()} is already using this name. Please use a different name.`);
}

function sameName(one: string | undefined, other: string): boolean {
  return one !== undefined && one.trim().toLowerCase() === other.trim().toLowerCase();
}

function duplicateName(reason: string): QuickBooksFault {
  return new QuickBooksFault(6240, `The name supplied already exists. : ${reason}`);
}
