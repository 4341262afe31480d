import { authenticationFailed, systemFault, throttledXml } from "../../sandbox/quickbooks/canned-answers.ts";
import type { Fault } from "../../sandbox/wire/faults.ts";
import type { Stage } from "../harness.ts";
import { SPOTS, WAYS, type Step } from "./steps.ts";

type Spot = (typeof SPOTS)[number];
type Way = (typeof WAYS)[number];

const MATCHES: Record<Spot, { of: "hubspot" | "quickbooks"; match: Fault["match"] }> = {
  "POST customer": { of: "quickbooks", match: { method: "POST", path: "/customer\\?" } },
  "POST estimate": { of: "quickbooks", match: { method: "POST", path: "/estimate\\?" } },
  "GET estimate": { of: "quickbooks", match: { method: "GET", path: "/estimate/" } },
  "GET invoice": { of: "quickbooks", match: { method: "GET", path: "/invoice/" } },
  "query Customer": { of: "quickbooks", match: { path: "/query\\?.*from(\\+|%20)Customer" } },
  "query Estimate": { of: "quickbooks", match: { path: "/query\\?.*from(\\+|%20)Estimate" } },
  cdc: { of: "quickbooks", match: { path: "/cdc\\?" } },
  "read deal": { of: "hubspot", match: { method: "GET", path: "/objects/2026-09/deals/\\d" } },
  "show deal": { of: "hubspot", match: { method: "PATCH", path: "/objects/2026-03/deals/\\d" } },
  "show deals": { of: "hubspot", match: { method: "POST", path: "/objects/2026-03/deals/batch/update" } },
  "search deals": { of: "hubspot", match: { method: "POST", path: "/objects/2026-09/deals/search" } },
};

const HTML = { status: 200, headers: { "content-type": "text/html" }, body: "<html><body>We are sorry</body></html>" };
const HUBSPOT_FULL = {
  status: 429,
  headers: { "retry-after": "10" },
  body: { status: "error", errorType: "RATE_LIMIT", policyName: "TEN_SECONDLY_ROLLING" },
};

const PLAYED: Record<Way, (of: "hubspot" | "quickbooks") => Omit<Fault, "match">> = {
  "drop before": () => ({ when: "before", kind: "drop" }),
  "drop after": () => ({ when: "after", kind: "drop" }),
  "500 after": () => ({ when: "after", kind: "answer", answer: systemFault() }),
  "503 before": () => ({ when: "before", kind: "answer", answer: { status: 503, body: "" } }),
  truncate: () => ({ when: "after", kind: "truncate" }),
  "web page": () => ({ when: "after", kind: "answer", answer: HTML }),
  "429": (of) => ({ when: "before", kind: "answer", answer: of === "hubspot" ? HUBSPOT_FULL : throttledXml() }),
  "401 after": () => ({ when: "after", kind: "answer", answer: authenticationFailed() }),
};

/** The vendor fails at this spot the next so many times. */
export function faultAt({ sandbox }: Stage, { spot, way, times }: Extract<Step, { do: "fault" }>): void {
  const { of, match } = MATCHES[spot];
  sandbox[of].wire.faults.add({ match, times, ...PLAYED[way](of) });
}
