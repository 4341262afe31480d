import { AppError } from "../domain/errors.ts";
import type { Person } from "../domain/person.ts";
import type { ListedDrift } from "../ports/drifts.ts";
import { tell } from "./keep-records.ts";
import type { Needs } from "./needs.ts";
import { queuePush } from "./queue-push.ts";

type Deciding = { portalId: number; driftId: string; by: Person; state: "accepted" | "ignored"; reason: string | null };

/**
 * Finance takes the document as it stands in the ERP from now on, or puts the difference aside; nothing is written to the
 * ERP by that. The deal is looked at again. Throws conflict when it was decided already, or the document is yet another.
 */
export function decideDrift({ store, clock }: Needs, { portalId, driftId, by, state, reason }: Deciding): Promise<ListedDrift> {
  return store.inPortal(portalId, async (tx) => {
    const drift = await tx.drifts.decide(driftId, { state, by, at: clock.now(), reason });
    if (!drift) throw decidedAlready();
    const { dealId, kind, externalId, what } = drift;
    await tell(tx, { deals: [dealId], companies: [] });
    await queuePush(tx, dealId, "sweep");
    const details = { document: `${kind}:${externalId}`, difference: what, reason };
    await tx.audit.append({ by, what: `drift.${state}`, subject: { object: "deal", id: dealId }, details });
    return drift;
  });
}

function decidedAlready(): AppError {
  const message = "Somebody has decided this already, or the document was changed again since. Look at the list again.";
  return new AppError("conflict", message, { code: "alreadyDecided", fixBy: "finance" });
}
