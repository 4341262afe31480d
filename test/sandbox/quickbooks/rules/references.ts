import type { Entity, Reference } from "../entity.ts";
import { missing, notFound, QuickBooksFault } from "../fault.ts";
import type { Kind } from "../kinds.ts";
import type { Work } from "../work.ts";

/** The plurals of the 2500 texts: "Invalid Reference Id : Accounts element id 7 not found" (facts/quickbooks.md §4.2). */
const PLURALS: Partial<Record<Kind, string>> = {
  Customer: "Names",
  Vendor: "Names",
  Employee: "Names",
  Item: "Items",
  Account: "Accounts",
  Term: "Terms",
  Class: "Classes",
  Department: "Departments",
  CustomerType: "CustomerTypes",
  TaxCode: "TaxCodes",
};

/** The record that a reference names: 2500 when there is none, 610 when it is inactive. */
export function referred(work: Work, kind: Kind, reference: Reference, element: string): Entity {
  const entity = work.find(kind, reference.value);
  if (!entity)
    throw new QuickBooksFault(2500, `Invalid Reference Id : ${PLURALS[kind] ?? kind} element id ${reference.value} not found`, element);
  if (entity.Active === false) throw notFound();
  return entity;
}

/** The same for an element that must be there: 2020 when it is absent. */
export function requiredReference(work: Work, kind: Kind, reference: Reference | undefined, element: string): Entity {
  if (!reference) throw missing(element);
  return referred(work, kind, reference, element);
}

/** A reference as answers give it, with the name of the record. */
export function referenceTo(entity: Entity): Reference {
  const name = entity.DisplayName ?? entity.FullyQualifiedName ?? entity.Name;
  return name === undefined ? { value: entity.Id } : { value: entity.Id, name };
}

/** Checks an optional reference and completes it with the name; absent stays absent. */
export function completed(work: Work, kind: Kind, reference: Reference | undefined, element: string): Reference | undefined {
  return reference && referenceTo(referred(work, kind, reference, element));
}
