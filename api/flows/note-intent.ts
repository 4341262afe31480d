import { AppError } from "../domain/errors.ts";
import type { Journal, Outcome } from "../ports/journal.ts";
import type { Intent } from "../ports/intents.ts";

const OUTCOME = {
  planned: "ok",
  sent: "ok",
  done: "ok",
  found: "ok",
  unknown: "unknown",
  refused: "refused",
  gone: "failed",
} as const satisfies Record<string, Outcome>;

/** Notes what became of a write that we mean to make: `found` is done before, `gone` was made and deleted since. */
export function noteIntent(
  { journal, portalId }: { journal: Journal; portalId: number },
  { recordType, generation, requestId }: Pick<Intent, "recordType" | "generation" | "requestId">,
  state: keyof typeof OUTCOME,
  { error, code, externalId }: { error?: unknown; code?: string; externalId?: string } = {},
): Promise<void> {
  return journal.note(portalId, {
    what: `intent.${state}`,
    outcome: OUTCOME[state],
    code: error instanceof AppError ? error.code : (code ?? null),
    details: { recordType, generation, requestId, ...(externalId !== undefined && { externalId }) },
  });
}
