import type { Entity, Fields } from "../entity.ts";
import { businessFault, missing, QuickBooksFault } from "../fault.ts";
import type { Kind } from "../kinds.ts";
import { referenceTo, referred, requiredReference } from "./references.ts";
import { requireFreeName } from "./unique-name.ts";
import type { Rules, WriteContext } from "./write-context.ts";

type Completed = (context: WriteContext, fields: Fields) => Fields;

/** Rules of a list whose records have a Name, perhaps a parent, and are made inactive, never deleted. */
export function namedListRules(kind: Kind, complete: Completed): Rules {
  const prepared = (context: WriteContext, fields: Fields, before?: Entity) =>
    complete(context, namedFields(context, kind, fields, before));
  return {
    create: (context, fields) => context.work.add(kind, prepared(context, fields)),
    update: (context, before, after) => context.work.change(kind, before.Id, prepared(context, after, before)),
  };
}

function namedFields({ work }: WriteContext, kind: Kind, fields: Fields, before?: Entity): Fields {
  const Name = fields.Name?.trim();
  if (!Name) throw missing("Name");
  const parent = fields.ParentRef && referred(work, kind, fields.ParentRef, "ParentRef");
  const FullyQualifiedName = parent ? `${parent.FullyQualifiedName}:${Name}` : Name;
  if (FullyQualifiedName.split(":").length > 5) throw new QuickBooksFault(6180, `You can only have 5 levels of ${kind}.`);
  requireFreeName(work, kind, FullyQualifiedName, before?.Id);
  return { ...fields, Name, FullyQualifiedName, Active: fields.Active ?? true };
}

export const completedTree: Completed = (_context, fields) => fields;

/** A Term falls due after days or on a day of the month (facts/quickbooks.md §2.11); the list has no tree. */
export const completedTerm: Completed = (_context, { FullyQualifiedName: _tree, ...fields }) => {
  if (fields.DayOfMonthDue === undefined && fields.DueDays === undefined) throw missing("DueDays");
  return { ...fields, Type: fields.DayOfMonthDue === undefined ? "STANDARD" : "DATE_DRIVEN" };
};

export const completedAccount: Completed = (_context, fields) => {
  if (!fields.AccountType) throw missing("AccountType");
  return { ...fields, SubAccount: Boolean(fields.ParentRef), CurrentBalance: 0 };
};

/** Item.Name, Type and the accounts that the type needs (facts/quickbooks.md §2.3). */
export const completedItem: Completed = (context, fields) => {
  const { work } = context;
  const Type = fields.Type ?? "Service";
  if (Type === "Group") throw businessFault("Bundles cannot be created or changed by the API.");
  if (Type === "Category") return { ...fields, Type };
  const complete: Fields = {
    ...fields,
    Type,
    Taxable: fields.Taxable ?? false,
    UnitPrice: fields.UnitPrice ?? 0,
    TrackQtyOnHand: Type === "Inventory",
  };
  if (Type === "Inventory") requireInventoryFields(fields);
  if (Type !== "NonInventory" || fields.IncomeAccountRef) {
    const account = requiredReference(work, "Account", fields.IncomeAccountRef, "IncomeAccountRef");
    requireIncomeAccount(context, account);
    complete.IncomeAccountRef = referenceTo(account);
  }
  return complete;
};

function requireInventoryFields(fields: Fields): void {
  for (const name of ["QtyOnHand", "InvStartDate", "AssetAccountRef", "ExpenseAccountRef"])
    if (fields[name] === undefined) throw missing(name);
}

/** Whether a liability account is taken is not documented (facts/quickbooks.md §7.1), so a setting decides. */
function requireIncomeAccount({ settings }: WriteContext, account: Entity): void {
  const type = account.AccountType;
  if (type === "Income" || type === "Other Income") return;
  if (type === "Other Current Liability" && settings.liabilityIncomeAccounts) return;
  throw new QuickBooksFault(
    6430,
    `Invalid account type used : Account type ${type} cannot be used as the income account of an item.`,
    "IncomeAccountRef",
  );
}
