import type { Tag } from "tieout-shared/status-tag-of.tsx";
import type { LogLine } from "./contract.ts";

/** How an attempt ended. */
export const OUTCOMES: Record<LogLine["outcome"], Tag> = {
  ok: { variant: "success", label: "Done" },
  stopped: { variant: "warning", label: "Waits for a person" },
  refused: { variant: "danger", label: "Refused" },
  failed: { variant: "danger", label: "Failed" },
  unknown: { variant: "warning", label: "Outcome unknown" },
};

/** Who did it. */
export const SYSTEMS: Record<LogLine["system"], string> = { tieout: "Tieout", hubspot: "HubSpot", quickbooks: "QuickBooks" };

const STEPS: Record<string, string> = {
  "webhook.received": "HubSpot told that the deal changed",
  "mirror.setAside": "A record of QuickBooks could not be read",
  "webhook.quickbooks": "QuickBooks told that a record changed",
  "tokens.renewed": "New access was asked for",
  "settle.waits": "Waits until the deal is left alone",
  "settle.done": "The deal has settled",
  "push.requested": "Push was pressed",
  "preflight.done": "Every check was run",
  "customer.matched": "The customer was looked for",
  "intent.planned": "A record for QuickBooks was prepared",
  "intent.sent": "It goes out to QuickBooks",
  "intent.done": "QuickBooks has made it",
  "intent.found": "It was found in QuickBooks",
  "intent.unknown": "Nobody knows yet whether QuickBooks made it",
  "intent.refused": "QuickBooks refused it",
  "intent.gone": "It was made and deleted since",
  "push.ended": "The push has come to its end",
  "push.failed": "The push was given up",
  "deal.shown": "The deal in HubSpot shows it",
  "work.push-deal": "The whole run",
};

/** A step or a call in plain words; what is not known, as it is named. */
export function sayWhat(what: string): string {
  return STEPS[what] ?? sayCall(what) ?? what;
}

const ACTS: Record<string, string | undefined> = {
  GET: "is read",
  POST: "is written",
  PATCH: "is updated",
  PUT: "is written",
  DELETE: "is deleted",
};
const OBJECTS: Record<string, string | undefined> = {
  ...{
    deals: "A deal",
    companies: "A company",
    contacts: "A contact",
    products: "A product",
    line_items: "A line item",
    quotes: "A quote",
  },
  ...{ customer: "A customer", estimate: "An estimate", invoice: "An invoice", item: "An item", payment: "A payment" },
  ...{ creditmemo: "A credit memo", query: "QuickBooks", companyinfo: "The company", preferences: "The preferences" },
};
const SEVERAL: Record<string, string | undefined> = {
  deals: "Several deals",
  companies: "Several companies",
  contacts: "Several contacts",
  products: "Several products",
};

/** "PATCH /crm/objects/2026-03/deals/31" as "A deal is updated"; null for a call of another kind. */
function sayCall(what: string): string | null {
  const [, method = "", path = ""] = /^([A-Z]+) \/?(?:crm\/objects\/[\d-]+\/)?(.+)$/.exec(what) ?? [];
  const [object = "", how, act] = path.split("/");
  if (how === "batch" && SEVERAL[object]) return `${SEVERAL[object]} are ${act === "read" ? "read" : "updated"}`;
  if (how === "search" && SEVERAL[object])
    return `${SEVERAL[object].replace("Several ", "").replace(/^./, (letter) => letter.toUpperCase())} are searched`;
  return OBJECTS[object] && ACTS[method] && (how === undefined || /^\d+$/.test(how)) ? `${OBJECTS[object]} ${ACTS[method]}` : null;
}

/** "–", "12 ms", "3.4 s", "2 min", "5 h". */
export function sayDuration(ms: number | null): string {
  if (ms === null) return "–";
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  return ms < 3_600_000 ? `${Math.round(ms / 60_000)} min` : `${Math.round(ms / 3_600_000)} h`;
}
