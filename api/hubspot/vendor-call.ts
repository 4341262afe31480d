import type { AppError } from "../domain/errors.ts";
import type { VendorCall } from "../ports/journal.ts";
import { errorFromAnswer, refusalOf } from "./faults.ts";
import type { HubSpotAnswer, HubSpotRequest } from "./transport.ts";

type Circumstances = { startedAt: Temporal.Instant; durationMs: number; correlationId: string | null };

/** A call as the journal keeps it, without its token; what was asked and answered is to be sealed. `answer` is null where none came. */
export function vendorCall(
  { method, path, query, body }: HubSpotRequest,
  answer: HubSpotAnswer | null,
  { startedAt, durationMs, correlationId }: Circumstances,
): VendorCall {
  const error = answer && answer.status >= 300 ? errorFromAnswer(answer, `${method} ${path}`) : null;
  const writes = method !== "GET" && !READS_BY_POST.test(path);
  return {
    ...{ vendor: "hubspot", method, path, writes },
    ...endOf(answer, writes, error),
    ...{
      status: answer?.status ?? null,
      traceId: correlationId ?? refusalOf(error)?.correlationId ?? null,
      requestId: null,
      startedAt,
      durationMs,
    },
    document: recordAt(path),
    payload: () => ({ request: { query: query ?? {}, body: body ?? null }, answer: answer?.body ?? null }),
  };
}

const READS_BY_POST = /\/(search|batch\/read)$/;

function endOf(answer: HubSpotAnswer | null, writes: boolean, error: AppError | null): Pick<VendorCall, "outcome" | "code"> {
  if (!answer) return { outcome: writes ? "unknown" : "failed", code: "hubspotNoAnswer" };
  if (!error) return { outcome: "ok", code: null };
  if (error.kind === "unavailable") return { outcome: writes ? "unknown" : "failed", code: error.code };
  return { outcome: error.kind === "rateLimited" ? "failed" : "refused", code: error.code };
}

/** "/crm/objects/2026-03/deals/7001" */
function recordAt(path: string): VendorCall["document"] {
  const [, kind, id] = /\/crm\/objects\/[\d-]+\/(\w+)\/(\d+)$/.exec(path) ?? [];
  return kind === undefined || id === undefined ? null : { kind, id };
}
