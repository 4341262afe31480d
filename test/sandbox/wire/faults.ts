import type { WireAnswer, WireRequest } from "./server.ts";

/**
 * A fault to play on matching requests. `when` says on which side of the commit it strikes: `before`, the vendor did
 * nothing; `after`, the vendor did the work and the caller may never learn of it.
 */
export type Fault = {
  /** Which requests: method, a regular expression on path and query, and optionally on the body. */
  match: { method?: string; path?: string; body?: string };
  when: "before" | "after";
  /** `drop` cuts the connection, `hang` never answers, `truncate` sends half the body, `answer` sends `answer`, `delay` only waits. */
  kind: "drop" | "hang" | "truncate" | "answer" | "delay";
  answer?: { status: number; headers?: Record<string, string>; body?: string | object };
  delayMs?: number;
  /** How many matching requests to let through first (0), and how many to strike then (1). */
  skip?: number;
  times?: number;
};

type Armed = Fault & { id: number; seen: number; struck: number };

export type Faults = ReturnType<typeof createFaults>;

/** The list of armed faults; the first that matches a request strikes it. */
export function createFaults() {
  let armed: Armed[] = [];
  let nextId = 1;
  return {
    add(fault: Fault): number {
      armed.push({ ...fault, id: nextId, seen: 0, struck: 0 });
      return nextId++;
    },
    clear() {
      armed = [];
    },
    list: (): readonly Armed[] => armed,
    strike(request: WireRequest): Fault | null {
      for (const fault of armed) {
        if (!matches(fault, request)) continue;
        fault.seen += 1;
        if (fault.seen <= (fault.skip ?? 0) || fault.struck >= (fault.times ?? 1)) continue;
        fault.struck += 1;
        return fault;
      }
      return null;
    },
  };
}

function matches({ match }: Fault, request: WireRequest): boolean {
  if (match.method && match.method !== request.method) return false;
  if (match.path && !new RegExp(match.path).test(request.url.pathname + request.url.search)) return false;
  return !match.body || new RegExp(match.body).test(request.body.toString("utf8"));
}

/** What the caller gets instead of `answer`; null when the connection is cut. */
export function spoil(fault: Fault, answer: WireAnswer | null): WireAnswer | null {
  switch (fault.kind) {
    case "drop":
    case "hang":
      return null;
    case "answer":
      return fault.answer ?? { status: 503, body: "" };
    case "delay":
    case "truncate":
      return answer;
  }
}
