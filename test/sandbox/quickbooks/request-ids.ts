import { createHash } from "node:crypto";
import type { WireAnswer } from "../wire/server.ts";
import type { Company } from "./company.ts";
import { faultAnswer, QuickBooksFault } from "./fault.ts";
import type { Settings } from "./settings.ts";

type Send = { requestId: string | null; fingerprint: string; maxLength: number };
type Needs = { company: Company; settings: Settings; now: number };

/**
 * Performs a write once per `requestid` and realm: the same id again gets the first answer, whatever it was, even when that
 * object was deleted since (facts/quickbooks.md §3.7). The same id with another body is refused with 600.
 */
export function onceOnly({ company, settings, now }: Needs, send: Send, perform: () => WireAnswer): WireAnswer {
  const { requestId, fingerprint, maxLength } = send;
  if (requestId === null) return perform();
  if (requestId === "" || requestId.length > maxLength) {
    return faultAnswer(new QuickBooksFault(2130, `Invalid Request ID : it must have 1 to ${maxLength} characters.`), now);
  }
  const { forgetful, replayFaults, retentionSeconds } = settings.requestIds;
  const first = company.requestIds.get(requestId);
  const known = first && !forgetful && now - first.at <= retentionSeconds * 1000 && (replayFaults || first.answer.status === 200);
  if (known) {
    if (first.fingerprint !== fingerprint)
      return faultAnswer(new QuickBooksFault(600, "Duplicate Request ID : this id was used for another request."), now);
    return first.answer;
  }
  const answer = perform();
  company.requestIds.set(requestId, { at: now, fingerprint, answer });
  return answer;
}

/** What makes two sends the same: the path with its operation, and the body byte for byte. */
export function fingerprintOf(path: string, body: Buffer): string {
  return createHash("sha256").update(path).update("\0").update(body).digest("hex");
}
