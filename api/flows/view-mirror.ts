import { isNearBudget, monthOf } from "../domain/read-budget.ts";
import type { Feed } from "../ports/mirror.ts";
import { joinedCompanies } from "./current-settings.ts";
import type { Needs } from "./needs.ts";

/** How far the mirror of each company is, and how much of its reads a month has used. */
export type MirrorView = {
  connections: {
    connectionId: string;
    name: string;
    kinds: Pick<Feed, "kind" | "state" | "done" | "total">[];
    /** All that changed before this instant is in the mirror; null until the first fill has ended. */
    upToDateAt: string | null;
    reads: { month: string; used: number; budget: number; alarm: boolean };
  }[];
};

/** The state of the mirror, from our own database. */
export function viewMirror({ store, clock }: Needs, portalId: number): Promise<MirrorView> {
  return store.inPortal(portalId, async (tx) => {
    const month = monthOf(clock.now());
    const connections: MirrorView["connections"] = [];
    for (const { connectionId, company } of await joinedCompanies(tx)) {
      const { readBudget } = await tx.settings.of(connectionId);
      const used = await tx.feeds.reads(connectionId, month);
      connections.push({
        connectionId,
        name: company.name,
        kinds: (await tx.feeds.list(connectionId)).map(({ kind, state, done, total }) => ({ kind, state, done, total })),
        upToDateAt: (await tx.feeds.changedSince(connectionId))?.toString({ smallestUnit: "second" }) ?? null,
        reads: { month, used, budget: readBudget, alarm: isNearBudget(used, readBudget) },
      });
    }
    return { connections };
  });
}
