import Big from "big.js";
import { QuickBooksFault } from "./fault.ts";
import { isDate } from "./pacific-time.ts";

/** What one element of a request may hold. `readOnly` elements are taken and ignored, since clients send back what they read. */
export type Field =
  | { is: "text"; max: number; without?: RegExp }
  | { is: "decimal" | "integer" | "flag" | "date" | "reference" | "email" | "readOnly" }
  | { is: "choice"; of: readonly string[] }
  | { is: "group"; fields: Shape }
  | { is: "list"; item: Field };
export type Shape = Readonly<Record<string, Field>>;

export const text = (max = 4000, without?: RegExp): Field => (without ? { is: "text", max, without } : { is: "text", max });
export const decimal: Field = { is: "decimal" };
export const integer: Field = { is: "integer" };
export const flag: Field = { is: "flag" };
export const date: Field = { is: "date" };
export const reference: Field = { is: "reference" };
export const email: Field = { is: "email" };
export const readOnly: Field = { is: "readOnly" };
export const choice = (...of: string[]): Field => ({ is: "choice", of });
export const group = (fields: Shape): Field => ({ is: "group", fields });
export const list = (item: Field): Field => ({ is: "list", item });

const REFERENCE: Shape = { value: text(100), name: text(1000), type: text(100) };
const EMAIL: Shape = { Id: text(), Address: text(100), Default: flag, Tag: text() };

/** Throws the fault for the first element that the entity does not have or that holds the wrong thing; null empties an element. */
export function checkShape(shape: Shape, body: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(body)) {
    const field = shape[name];
    if (!field) throw unsupported(name);
    if (value !== null && value !== undefined) checkField(field, value, name);
  }
}

function checkField(field: Field, value: unknown, name: string): void {
  switch (field.is) {
    case "text":
      return checkText(field, value, name);
    case "decimal":
    case "integer":
      return checkNumber(field.is, value, name);
    case "flag":
      if (typeof value !== "boolean") throw unsupported(name);
      return;
    case "date":
      if (typeof value !== "string" || !isDate(value)) throw new QuickBooksFault(2060, `${name}: Invalid date ${String(value)}`, name);
      return;
    case "reference":
      return checkReference(value, name);
    case "email":
      return checkEmail(value, name);
    case "choice":
      if (typeof value !== "string" || !field.of.includes(value))
        throw new QuickBooksFault(2170, `Invalid Enumeration : ${String(value)}`, name);
      return;
    case "group":
      return checkShape(field.fields, objectOf(value, name));
    case "list":
      if (!Array.isArray(value)) throw unsupported(name);
      for (const each of value) checkField(field.item, each, name);
      return;
    case "readOnly":
      return;
  }
}

function checkText({ max, without }: { max: number; without?: RegExp }, value: unknown, name: string): void {
  if (typeof value !== "string") throw unsupported(name);
  if (value.length > max) {
    const detail = `String length specified does not match the supported length. Min:0 Max:${max} supported. Supplied length:${value.length}`;
    throw new QuickBooksFault(2050, detail, name);
  }
  if (without?.test(value)) throw new QuickBooksFault(2040, `Invalid String. ${name} must not hold a colon, a tab or a new line`, name);
}

/** Numbers are "max 15 digits in 10.5 format" (facts/quickbooks.md §2). */
function checkNumber(kind: "decimal" | "integer", value: unknown, name: string): void {
  const fits = typeof value === "number" && Number.isFinite(value) && isTenPointFive(new Big(value));
  if (!fits || (kind === "integer" && !Number.isInteger(value))) throw new QuickBooksFault(2080, `Invalid Number : ${String(value)}`, name);
}

function isTenPointFive(value: Big): boolean {
  return value.abs().lt("100000000000") && value.round(5).eq(value);
}

function checkReference(value: unknown, name: string): void {
  const body = objectOf(value, name);
  checkShape(REFERENCE, body);
  if (typeof body["value"] !== "string" || body["value"] === "") throw new QuickBooksFault(2030, `Invalid ID in ${name}`, name);
}

function checkEmail(value: unknown, name: string): void {
  const body = objectOf(value, name);
  checkShape(EMAIL, body);
  const address = body["Address"];
  if (typeof address === "string" && !/^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/.test(address)) {
    throw new QuickBooksFault(2210, `Email Address doesn't conform to required format: ${address}`, name);
  }
}

function objectOf(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw unsupported(name);
  return value as Record<string, unknown>;
}

function unsupported(name: string): QuickBooksFault {
  return new QuickBooksFault(2010, `Property Name:${name} specified is unsupported or invalid`, name);
}
