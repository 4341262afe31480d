import { expect, onTestFinished } from "vitest";
import { createSandboxClock } from "../wire/clock.ts";
import { US_REALM } from "../seed/quickbooks.ts";
import type { Entity, Fields, Line } from "./entity.ts";
import { kindNamed } from "./kinds.ts";
import { startQuickBooks, type QuickBooksOptions } from "./quickbooks.ts";
import { loadWireSchema } from "./wire-schema.ts";

const schema = loadWireSchema();

type FaultBody = { Fault: { Error: { Message: string; Detail: string; code: string; element: string }[]; type: string } };
type Answer = { status: number; headers: Headers; body: Record<string, unknown>; text: string };

export const APP = { clientId: "app-id", clientSecret: "app-secret", verifierToken: "verifier" };
export const BASIC = { authorization: `Basic ${Buffer.from("app-id:app-secret").toString("base64")}` };

/**
 * A fresh simulated QuickBooks for one test, its clock standing at noon of 2026-11-23 UTC, its rate limits off, and a caller
 * that is connected to `realm`. Each body that is accepted and each record that is answered must pass the published schema.
 */
export async function quickbooksForTest({ realm = US_REALM, ...options }: Partial<QuickBooksOptions> & { realm?: string } = {}) {
  const clock = createSandboxClock();
  clock.set(Date.parse("2026-11-23T12:00:00Z"), true);
  const sandbox = await startQuickBooks({ ...APP, clock, ...options });
  onTestFinished(() => sandbox.stop());
  sandbox.configure({ limits: { enforced: false } });
  let token = sandbox.oauth.grantDirectly(realm).access_token;

  async function call(method: string, path: string, body?: object | string, headers: Record<string, string> = {}): Promise<Answer> {
    const content: Record<string, string> = typeof body === "object" ? { "content-type": "application/json" } : {};
    const answer = await fetch(`${sandbox.url}/v3/company/${realm}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, accept: "application/json", ...content, ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    const parsed = answer.headers.get("content-type")?.startsWith("application/json") ? (JSON.parse(text) as Record<string, unknown>) : {};
    checkSchema(path, answer.status, body, parsed);
    return { status: answer.status, headers: answer.headers, body: parsed, text };
  }

  /** POSTs a record that must be accepted. */
  async function post(path: string, body: object): Promise<Entity> {
    const answer = await call("POST", path, body);
    expect(answer.body["Fault"], answer.text).toBeUndefined();
    return Object.values(answer.body)[0] as Entity;
  }

  /** The code and Detail of a POST that must be refused. */
  async function refusal(path: string, body: object): Promise<{ code: string; detail: string }> {
    return refusalOf(await call("POST", path, body));
  }

  async function query(text: string): Promise<Record<string, unknown>> {
    return (await call("GET", `/query?query=${encodeURIComponent(text)}`)).body["QueryResponse"] as Record<string, unknown>;
  }

  async function read(path: string): Promise<Entity> {
    return Object.values((await call("GET", path)).body)[0] as Entity;
  }

  return { ...sandbox, realm, call, post, refusal, query, read, clock, connectAs: (value: string) => (token = value) };
}

/** The first error of a refusal; it must be HTTP 400 with a ValidationFault. */
export function refusalOf(answer: Answer): { code: string; detail: string } {
  expect(answer.status, answer.text).toBe(400);
  const { Error: errors, type } = (answer.body as FaultBody).Fault;
  expect(type).toBe("ValidationFault");
  return { code: errors[0]!.code, detail: errors[0]!.Detail };
}

function checkSchema(path: string, status: number, sent: object | string | undefined, answered: unknown): void {
  const kind = kindNamed(/^\/(\w+)/.exec(path)?.[1] ?? "");
  if (kind && status === 200 && typeof sent === "object") expect(schema.request(kind, sent)).toEqual([]);
  expect(schema.answer(answered)).toEqual([]);
}

/** A line that sells: by default one piece of the hardware kit for 100.00, untaxed. */
export function sells(amount = 100, detail: Fields = {}): Line {
  const SalesItemLineDetail = { ItemRef: { value: "7" }, Qty: 1, UnitPrice: amount, TaxCodeRef: { value: "NON" }, ...detail };
  return { DetailType: "SalesItemLineDetail", Amount: amount, SalesItemLineDetail };
}

/** A body for Pied Piper (customer 4, in California) with these lines. */
export function forPiedPiper(lines: Line[] = [sells()], more: Fields = {}): Fields {
  return { CustomerRef: { value: "4" }, CurrencyRef: { value: "USD" }, Line: lines, ...more };
}
