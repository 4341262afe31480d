import { groupLine } from "../domain/alert-words.ts";
import type { Needs } from "./needs.ts";
import { channelsOf } from "./send-alerts.ts";

/** Once a day each channel is told of everything that waits; nothing is sent when nothing does. */
export async function sendDigest(needs: Needs, { portalId }: { portalId: number }): Promise<{ waiting: number }> {
  const { addresses, groups } = await needs.store.inPortal(portalId, async (tx) => ({
    addresses: (await tx.settings.read()).alerts,
    groups: await tx.deadLetters.groups(needs.clock.now()),
  }));
  const waiting = groups.reduce((sum, { count }) => sum + count, 0);
  if (waiting === 0) return { waiting };
  const alert = { title: `Tieout: ${waiting} waiting today`, lines: groups.map(groupLine) };
  for (const channel of channelsOf(addresses)) await needs.alerts.send(channel, addresses, alert);
  return { waiting };
}
