import type { SandboxClock } from "../wire/clock.ts";
import type { Random } from "../wire/random.ts";
import { createDueTimer } from "./due-timer.ts";
import { callHeaders } from "./signature.ts";

/** One run of a custom action as the sandbox keeps it. `callbackId` names it; the status follows facts/hubspot.md §4. */
export type WorkflowRun = {
  callbackId: string;
  portalId: number;
  actionUrl: string;
  body: Record<string, unknown>;
  signature: "v2" | "v2+v3";
  status: "calling" | "retrying" | "succeeded" | "failed" | "continued" | "blocked" | "expired";
  outputFields: Record<string, unknown>;
  attempts: { at: number; status: number | null; answer: string }[];
  startedAt: number;
  nextAttemptAt: number | null;
  expiresAt: number | null;
  completions: object[];
};

export type WorkflowRuns = {
  all: WorkflowRun[];
  /** `loseAnswers`: how many of the next answers never arrive here. */
  settings: { retryScale: number; timeoutMs: number; loseAnswers: number };
  /** Calls the action for the first time and waits for that answer. */
  start(
    run: Pick<WorkflowRun, "portalId" | "actionUrl" | "signature"> & { body: (callbackId: string) => Record<string, unknown> },
  ): Promise<WorkflowRun>;
  /** Calls the action once more with the same callbackId, as HubSpot may. */
  repeat(callbackId: string): Promise<WorkflowRun | undefined>;
  find(callbackId: string): WorkflowRun | undefined;
  /** Makes the calls that are due, or with `all` every retry. */
  flush(all?: boolean): Promise<void>;
  clear(): void;
  stop(): void;
};

const LOST = { status: null, answer: "", retryAfterMs: null };
const THREE_DAYS_MS = 3 * 24 * 3_600_000;

type Needs = { clock: SandboxClock; signatureTime: () => number; random: Random; app: { clientSecret: string } };

/** Calls workflow actions: 5xx, timeouts and 429 are tried again for up to three days, 4xx is final (facts/hubspot.md §4). */
export function createWorkflowRuns({ clock, signatureTime, random, app }: Needs): WorkflowRuns {
  const all: WorkflowRun[] = [];
  const settings = { retryScale: 1, timeoutMs: 20_000, loseAnswers: 0 };
  let nextNumber = 1;
  const waiting = () => all.filter(({ nextAttemptAt }) => nextAttemptAt !== null);
  const nextDueAt = () => (waiting().length === 0 ? null : Math.min(...waiting().map((run) => run.nextAttemptAt ?? 0)));
  const timer = createDueTimer(clock, nextDueAt, () => flush());

  async function attempt(run: WorkflowRun): Promise<void> {
    run.nextAttemptAt = null;
    const answer = await post(run);
    run.attempts.push({ at: clock.now(), ...answer });
    if (run.status !== "calling" && run.status !== "retrying") return;
    settle(run, answer);
    timer.arm();
  }
  async function post({
    actionUrl,
    body,
    signature,
  }: WorkflowRun): Promise<{ status: number | null; answer: string; retryAfterMs: number | null }> {
    const text = JSON.stringify(body);
    const signed = { method: "POST", url: actionUrl, body: text, timestamp: signatureTime() };
    const headers = { "content-type": "application/json", ...callHeaders(app.clientSecret, signed, signature === "v2" ? "v2" : undefined) };
    try {
      const answer = await fetch(actionUrl, {
        method: "POST",
        body: text,
        headers,
        redirect: "manual",
        signal: AbortSignal.timeout(settings.timeoutMs),
      });
      const after = Number(answer.headers.get("retry-after") ?? NaN);
      const arrived = { status: answer.status, answer: await answer.text(), retryAfterMs: Number.isNaN(after) ? null : after };
      if (settings.loseAnswers === 0) return arrived;
      settings.loseAnswers -= 1;
      return LOST;
    } catch {
      return LOST;
    }
  }
  function settle(
    run: WorkflowRun,
    { status, answer, retryAfterMs }: { status: number | null; answer: string; retryAfterMs: number | null },
  ): void {
    if (status === null || status >= 500 || status === 429) return retryLater(run, status === 429 ? retryAfterMs : null);
    if (status < 200 || status >= 300) return void (run.status = "failed");
    run.outputFields = outputsOf(answer);
    if (run.outputFields["hs_execution_state"] === "BLOCK") return block(run);
    run.status = run.outputFields["hs_execution_state"] === "FAIL_CONTINUE" ? "continued" : "succeeded";
  }
  function retryLater(run: WorkflowRun, askedMs: number | null): void {
    const pause = askedMs ?? 60_000 * 2 ** (run.attempts.length - 1) * (0.8 + 0.4 * random.next());
    if (clock.now() + pause - run.startedAt > THREE_DAYS_MS) return void (run.status = "failed");
    run.status = "retrying";
    run.nextAttemptAt = clock.now() + pause * settings.retryScale;
  }
  function block(run: WorkflowRun): void {
    const asked = run.outputFields["hs_expiration_duration"];
    const duration = Temporal.Duration.from(typeof asked === "string" ? asked : "P1W");
    run.status = "blocked";
    run.expiresAt =
      clock.now() +
      duration.total({ unit: "millisecond", relativeTo: Temporal.Instant.fromEpochMilliseconds(clock.now()).toZonedDateTimeISO("UTC") });
  }
  function find(callbackId: string): WorkflowRun | undefined {
    const run = all.find((each) => each.callbackId === callbackId);
    if (run?.status === "blocked" && (run.expiresAt ?? Infinity) <= clock.now()) run.status = "expired";
    return run;
  }
  async function flush(every = false): Promise<void> {
    const due = waiting().filter((run) => every || (run.nextAttemptAt ?? 0) <= clock.now());
    await Promise.all(due.map(attempt));
  }
  return {
    all,
    settings,
    flush,
    async start({ body, ...rest }) {
      const callbackId = `ap-${rest.portalId}-${random.integer(1e9)}-${nextNumber++}-0`;
      const open = { status: "calling", startedAt: clock.now(), nextAttemptAt: null, expiresAt: null } as const;
      const run: WorkflowRun = { ...rest, ...open, outputFields: {}, attempts: [], completions: [], callbackId, body: body(callbackId) };
      all.push(run);
      await attempt(run);
      return run;
    },
    async repeat(callbackId) {
      const run = find(callbackId);
      if (run) await attempt(run);
      return run;
    },
    find,
    clear: () => void all.splice(0),
    stop: () => timer.stop(),
  };
}

function outputsOf(answer: string): Record<string, unknown> {
  try {
    const body = JSON.parse(answer) as { outputFields?: Record<string, unknown> } | null;
    return body?.outputFields ?? {};
  } catch {
    return {};
  }
}
