import type { Double } from "../ports/erp-documents.ts";
import type { NewLetter } from "../ports/dead-letters.ts";
import { healMergedOrders } from "./merged-orders.ts";
import type { Needs } from "./needs.ts";

const KIND = "double-document";
/** Documents made since then are looked at: a double is made within minutes, and a person may take weeks to mend it. */
const MADE_WITHIN = { hours: 24 * 60 };

/** Two live documents of one marker in the books of a portal are told to finance; once there is one again, that has healed. */
export async function findDoubles(needs: Needs, { portalId }: { portalId: number }): Promise<{ doubled: number }> {
  const connections = await needs.store.inPortal(portalId, (tx) => tx.connections.list());
  let doubled = 0;
  for (const { connectionId, state } of connections) {
    if (state === "active") doubled += await findInCompany(needs, portalId, connectionId);
  }
  await needs.store.inPortal(portalId, (tx) => healMergedOrders(tx, needs.clock.now()));
  return { doubled };
}

async function findInCompany(needs: Needs, portalId: number, connectionId: string): Promise<number> {
  const now = needs.clock.now();
  const doubles = await needs.erp(portalId, connectionId).findDoubles(now.subtract(MADE_WITHIN));
  const letters = doubles.map((double) => letterOf(connectionId, double));
  const still = new Set(letters.map(({ record }) => record.id));
  await needs.store.inPortal(portalId, async (tx) => {
    for (const letter of letters) await tx.deadLetters.buryFound(letter, now);
    for (const { kind, record } of await tx.deadLetters.ofKind(KIND)) {
      const ofThisCompany = record.id.startsWith(`${connectionId}:`);
      if (ofThisCompany && !still.has(record.id)) await tx.deadLetters.heal(kind, record, now);
    }
  });
  return letters.length;
}

function letterOf(connectionId: string, { kind, marker, ids, numbers }: Double): NewLetter {
  return {
    kind: KIND,
    record: { object: kind, id: `${connectionId}:${marker}` },
    code: "doubleDocument",
    cause: "doubleDocument",
    message: `QuickBooks has ${ids.length} live ${kind}s of ${marker}: ${numbers.join(", ")}. Finance keeps one of them and voids or deletes the others.`,
    fixBy: "finance",
    sent: [],
    job: null,
    money: null,
  };
}
