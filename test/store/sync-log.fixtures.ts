import type { NewLogLine } from "../../api/ports/sync-log.ts";
import { NOW } from "./fixtures.ts";

/** A create of an order for deal 7, as it is written down. */
export function sampleLine(changes: Partial<NewLogLine> = {}): NewLogLine {
  return {
    at: NOW,
    system: "quickbooks",
    what: "POST estimate",
    outcome: "ok",
    code: null,
    record: { object: "deal", id: "7" },
    buyer: "company:123",
    document: { kind: "estimate", id: "145" },
    userId: null,
    status: 200,
    traceId: "1-tid",
    requestId: "order-7-1",
    durationMs: 120,
    details: {},
    payload: JSON.stringify({ request: { name: "Ann Example" }, answer: { Id: "145" } }),
    ...changes,
  };
}
