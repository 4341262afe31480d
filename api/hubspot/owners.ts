import { z } from "zod";
import { AppError } from "../domain/errors.ts";
import type { CrmOwner } from "../ports/crm.ts";
import type { CallHubSpot } from "./client.ts";

const PAGE = 500;

const owner = z.object({
  id: z.string(),
  email: z.string().nullish(),
  firstName: z.string().nullish(),
  lastName: z.string().nullish(),
  userId: z.number().int().nullish(),
  teams: z.array(z.object({ id: z.string() })).nullish(),
});
const ownersAnswer = z.object({
  results: z.array(owner),
  paging: z.object({ next: z.object({ after: z.string() }).optional() }).nullish(),
});

/** The owners that a deal may have now. */
export async function listOwners(call: CallHubSpot): Promise<CrmOwner[]> {
  const owners: CrmOwner[] = [];
  let after: string | undefined;
  do {
    const query = { limit: String(PAGE), ...(after !== undefined && { after }) };
    const answer = await call(ownersAnswer, { method: "GET", path: "/crm/owners/2026-09", query });
    owners.push(...answer.results.map(ownerFrom));
    after = answer.paging?.next?.after;
  } while (after !== undefined);
  return owners;
}

/** One owner, by its own id or by its user's; null when there is none. */
export async function findOwner(call: CallHubSpot, who: { ownerId: string } | { userId: number }): Promise<CrmOwner | null> {
  const [id, idProperty] = "ownerId" in who ? [who.ownerId, "id"] : [String(who.userId), "userId"];
  const path = `/crm/owners/2026-09/${encodeURIComponent(id)}`;
  return call(owner, { method: "GET", path, query: { idProperty } }).then(ownerFrom, (error: unknown) => {
    if (error instanceof AppError && error.kind === "notFound") return null;
    throw error;
  });
}

function ownerFrom({ id, email, firstName, lastName, userId, teams }: z.infer<typeof owner>): CrmOwner {
  const name = [firstName, lastName].filter(Boolean).join(" ");
  return {
    id,
    userId: userId ?? null,
    name: name || email || `Owner ${id}`,
    email: email ?? null,
    teamIds: (teams ?? []).map((team) => team.id),
  };
}
