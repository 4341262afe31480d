import type { FixBy } from "./finding.ts";

/** What went wrong, in the words the whole product shares. One table each maps a kind to HTTP status, retry and log level. */
export type ErrorKind =
  | "invalid" // the request is malformed
  | "unauthorized" // signature or token missing, wrong, stale
  | "forbidden" // the user's role does not allow it
  | "notFound" // the record does not exist (any more)
  | "notReady" // preflight found errors
  | "conflict" // somebody changed the same thing meanwhile
  | "notConnected" // no usable connection to the vendor: a person must reconnect
  | "busy" // another run holds the lock: passes by itself
  | "rateLimited" // the vendor told us to wait
  | "unavailable" // the vendor did not answer, or its outcome is unknown: passes by itself
  | "rejected"; // the vendor understood and refused: a person must mend something

/** The write that an error is about, by its ids. */
export type WriteKey = { connectionId: string; recordType: "customer" | "order"; recordId: string; currency: string };

type Details = {
  subject?: string | null;
  write?: WriteKey | null;
  code?: string;
  fixBy?: FixBy | null;
  retryAfterMs?: number | null;
  cause?: unknown;
};

/** The only error that is thrown on purpose. `code` is short and stable, `message` says what is wrong in plain words and holds no secrets. */
export class AppError extends Error {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly fixBy: FixBy | null;
  readonly retryAfterMs: number | null;
  /** The thing that it is about, in plain words, where another thing would be another cause. */
  readonly subject: string | null;
  readonly write: WriteKey | null;

  constructor(kind: ErrorKind, message: string, { subject, write, code, fixBy, retryAfterMs, cause }: Details = {}) {
    super(message, { cause });
    this.name = "AppError";
    this.kind = kind;
    this.code = code ?? kind;
    this.fixBy = fixBy ?? null;
    this.retryAfterMs = retryAfterMs ?? null;
    this.subject = subject ?? null;
    this.write = write ?? null;
  }
}
