import { AppError } from "../domain/errors.ts";
import { mayAct } from "../domain/roles.ts";
import type { Role, Settings } from "../domain/settings.ts";
import type { CrmOwner } from "../ports/crm.ts";
import type { Needs } from "./needs.ts";

type Pusher = { portalId: number; userId: number; role: Role };

/** Whether a user may push a deal of this owner: a portal may keep its pushers to their own deals, or to those of their teams (RULES §9). */
export async function mayPushDeal(needs: Needs, pusher: Pusher, ownerId: string | null): Promise<boolean> {
  if (!mayAct(pusher.role, "pusher")) return false;
  const keptTo = await whoseDeals(needs, pusher);
  return keptTo === "all" || (ownerId !== null && isOfTheirs(needs, pusher, { keptTo, ownerId }));
}

/** Throws forbidden where the portal keeps the user to other deals, notFound when this one is gone. */
export async function refuseOthersDeals(needs: Needs, pusher: Pusher, dealId: string): Promise<void> {
  const keptTo = await whoseDeals(needs, pusher);
  if (keptTo === "all") return;
  const { ownerId } = await needs.crm(pusher.portalId).readDeal(dealId);
  if (ownerId !== null && (await isOfTheirs(needs, pusher, { keptTo, ownerId }))) return;
  const whose = keptTo === "own" ? "your own deals" : "deals of your own or of your team";
  throw new AppError("forbidden", `You may push only ${whose}, and this deal is not one of them. Its owner can push it, or finance.`, {
    code: "dealOfOthers",
    fixBy: "admin",
  });
}

/** Finance and admins push anybody's. */
async function whoseDeals({ store }: Needs, { portalId, role }: Pusher): Promise<Settings["pushOnly"]> {
  if (mayAct(role, "finance")) return "all";
  return (await store.inPortal(portalId, (tx) => tx.settings.read())).pushOnly;
}

async function isOfTheirs({ crm }: Needs, { portalId, userId }: Pusher, { keptTo, ownerId }: { keptTo: "own" | "team"; ownerId: string }) {
  const owner = await crm(portalId).findOwner({ ownerId });
  if (owner?.userId === userId) return true;
  if (keptTo === "own" || owner === null) return false;
  return shareATeam(owner, await crm(portalId).findOwner({ userId }));
}

const shareATeam = (owner: CrmOwner, other: CrmOwner | null) => owner.teamIds.some((id) => other?.teamIds.includes(id));
