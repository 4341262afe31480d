import { z } from "zod";
import type { Fault } from "./faults.ts";

const text = z.string().nullish();
const code = z.union([z.string(), z.number()]).nullish();
const UpperCase = z.object({
  Fault: z.object({ type: text, Error: z.array(z.object({ Message: text, Detail: text, code, element: text })).min(1) }),
});
const LowerCase = z.object({
  fault: z.object({ type: text, error: z.array(z.object({ message: text, detail: text, code, element: text })).min(1) }),
});

/**
 * The first fault of a body, or null when it holds none: `Fault`, the gateway's lower-case `fault`, or XML
 * (facts/quickbooks.md §4.1). Tokens in it are replaced by stars.
 */
export function readFault(body: string, json: unknown): Fault | null {
  const fault = readUpperCase(json) ?? readLowerCase(json) ?? readXml(body);
  if (!fault) return null;
  const secret = !fault.type.toLowerCase().startsWith("validation");
  return { ...fault, message: redact(fault.message), detail: secret ? "" : redact(fault.detail) };
}

function readUpperCase(json: unknown): Fault | null {
  const parsed = UpperCase.safeParse(json);
  if (!parsed.success) return null;
  const { type, Error: errors } = parsed.data.Fault;
  const [first] = errors;
  return first ? faultOf(first.code, first.Message, first.Detail, first.element, type) : null;
}

function readLowerCase(json: unknown): Fault | null {
  const parsed = LowerCase.safeParse(json);
  if (!parsed.success) return null;
  const { type, error: errors } = parsed.data.fault;
  const [first] = errors;
  return first ? faultOf(first.code, first.message, first.detail, first.element, type) : null;
}

/** Enough of XML for a fault: one element with attributes and two texts. */
function readXml(body: string): Fault | null {
  const error = /<Error\b([^>]*)>([\s\S]*?)<\/Error>/i.exec(body);
  if (!error) return null;
  const [, attributes = "", inner = ""] = error;
  return faultOf(
    attribute(attributes, "code"),
    element(inner, "Message"),
    element(inner, "Detail"),
    attribute(attributes, "element"),
    attribute(/<Fault\b([^>]*)>/i.exec(body)?.[1] ?? "", "type"),
  );
}

const attribute = (attributes: string, name: string) => new RegExp(`\\b${name}\\s*=\\s*"([^"]*)"`, "i").exec(attributes)?.[1];
const element = (inner: string, name: string) => new RegExp(`<${name}\\b[^>]*>([\\s\\S]*?)</${name}>`, "i").exec(inner)?.[1];

type Maybe = string | null | undefined;

function faultOf(rawCode: string | number | null | undefined, message: Maybe, detail: Maybe, where: Maybe, type: Maybe): Fault {
  const stated = rawCode === null || rawCode === undefined || rawCode === "" ? errorCodeIn(message) : Number(rawCode);
  const number = Number.isInteger(stated) ? stated : -1;
  return { code: number, message: message ?? "", detail: detail ?? "", element: where ?? "", type: type ?? "" };
}

/** "message=ThrottleExceeded; errorCode=003001; statusCode=429" */
const errorCodeIn = (message: Maybe) => Number(/errorCode=(\d+)/.exec(message ?? "")?.[1] ?? -1);

/** Anything as long and as dense as a token: no name or number of a person's is. */
function redact(words: string): string {
  return words.replace(/[\w.+/-]{24,}=*/g, "***");
}
