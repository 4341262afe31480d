import { createHash } from "node:crypto";

/** What one write is: the same step of the same record and generation is the same write, however often it is sent. */
export type WriteIdentity = {
  connectionId: string;
  recordType: string;
  recordId: string;
  currency: string;
  /** "create". */
  step: string;
  /** The billing period, where a record is written once per period. */
  period?: string;
  generation: number;
};

/** The deterministic idempotency key of a write: 36 hex characters, of the 50 that QuickBooks takes (facts/quickbooks.md §3.7). */
export function requestId({ connectionId, recordType, recordId, currency, step, period, generation }: WriteIdentity): string {
  const identity = JSON.stringify([connectionId, recordType, recordId, currency, step, period ?? "", generation]);
  return createHash("sha256").update(identity).digest("hex").slice(0, 36);
}
