import type { Needs } from "./needs.ts";

const BATCH = 500;
const AGAIN_SECONDS = 3_600;

/**
 * A person was deleted in the CRM at their own wish: what we hold of them goes, by their id and by the addresses that we knew.
 * Ids of links stay. A write that is under way is forgotten once it has come to its end. What we know the person by goes last,
 * so that whoever comes after a crash still finds the rest.
 */
export async function forgetPerson(
  { store, clock }: Needs,
  { portalId, contactId }: { portalId: number; contactId: string },
): Promise<void> {
  const { dealIds, emails } = await store.inPortal(portalId, (tx) => tx.people.find(contactId));
  const namesThem = mentions([contactId, ...emails]);
  for (let after: number | null = 0; after !== null;) {
    const from: number = after;
    after = await store.inPortal(portalId, (tx) => tx.syncLog.forgetPayloads(namesThem, { after: from, limit: BATCH }));
  }
  await store.inSystem((tx) => tx.inbox.forgetAbout({ portalId, kind: "contact", objectId: contactId }));
  await store.inPortal(portalId, async (tx) => {
    const { settled, isNew } = await tx.people.forget(contactId, clock.now());
    const subject = { object: "contact", id: contactId };
    if (isNew) await tx.audit.append({ by: null, what: "person.forgotten", subject, details: { deals: dealIds.length } });
    if (settled) return;
    await tx.enqueue(
      { name: "forget-person", data: { portalId, contactId } },
      { key: `${portalId}:${contactId}`, startAfterSeconds: AGAIN_SECONDS },
    );
  });
}

/** Whether a text names one of these, as a whole and not as a part of something longer. */
function mentions(words: string[]): (text: string) => boolean {
  const any = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  const whole = new RegExp(`(?<![\\w.])(${any})(?![\\w])`, "i");
  return (text) => whole.test(text);
}
