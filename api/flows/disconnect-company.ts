import type { Person } from "../domain/person.ts";
import { leaveCompany } from "./leave-company.ts";
import { joinedCompanies } from "./current-settings.ts";
import type { Needs } from "./needs.ts";
import { releaseDeals } from "./release-deals.ts";

/** Ends one connection, or all of the portal's. Answers their ids. */
export async function disconnectCompany(
  { store }: Needs,
  { portalId, by, connectionId }: { portalId: number; by: Person; connectionId: string | null },
): Promise<string[]> {
  return store.inPortal(portalId, async (tx) => {
    const ended = (await joinedCompanies(tx))
      .map((connection) => connection.connectionId)
      .filter((id) => connectionId === null || id === connectionId);
    for (const id of ended) await leaveCompany(tx, id);
    if (ended.length > 0) await releaseDeals(tx, ["connectionUnclear"]);
    for (const id of ended) await tx.audit.append({ by, what: "company.disconnected", subject: { object: "connection", id }, details: {} });
    return ended;
  });
}
