import type { ToldGroup } from "../domain/alert-words.ts";
import type { AlertAddresses } from "../ports/alerts.ts";
import type { LetterGroup } from "../ports/dead-letters.ts";
import type { Waiting } from "../ports/desk.ts";
import type { Needs } from "./needs.ts";

/** What people are told of: work that stopped by its cause, and what finance decides; where they are told it, and in whose time. */
type AllWaiting = { addresses: AlertAddresses; groups: (LetterGroup & ToldGroup)[]; desk: Waiting[]; timeZone: string };

/** All that waits for a person in a portal. */
export async function readWaiting({ store, crm, clock }: Needs, portalId: number): Promise<AllWaiting> {
  const { groups, ...others } = await store.inPortal(portalId, async (tx) => ({
    addresses: (await tx.settings.read()).alerts,
    groups: await tx.deadLetters.groups(clock.now()),
    desk: await tx.desk.waiting(),
    timeZone: (await tx.portal.read())?.timeZone ?? "UTC",
  }));
  const urlOf = ({ first }: LetterGroup) => (first.object === "deal" ? crm(portalId).recordUrl("deal", first.id) : null);
  return { ...others, groups: groups.map((group) => ({ ...group, url: urlOf(group) })) };
}
