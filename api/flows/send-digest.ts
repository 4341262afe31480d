import { deskLine, groupLine, WHERE } from "../domain/alert-words.ts";
import type { Alert, AlertAddresses, AlertChannel } from "../ports/alerts.ts";
import type { Needs } from "./needs.ts";
import { channelsOf } from "./channels-of.ts";
import { readWaiting } from "./read-waiting.ts";

/** Begins what a channel was told as the digest of a day. */
export const DIGEST = "digest: ";

/** Once a day each channel is told of everything that waits, however often this runs; nothing is sent when nothing does. Throws what the last channel threw. */
export async function sendDigest(needs: Needs, { portalId }: { portalId: number }): Promise<{ waiting: number }> {
  const { addresses, groups, desk, timeZone } = await readWaiting(needs, portalId);
  const unmapped = await needs.store.inPortal(portalId, async (tx) => (await tx.deals.unmapped()).length);
  const matters = [...desk, { matter: "unmapped" as const, count: unmapped }];
  const waiting = [...groups, ...matters].reduce((sum, { count }) => sum + count, 0);
  if (waiting === 0) return { waiting };
  const letters = groups.map((group) => groupLine(group, timeZone));
  const lines = [...letters, letters.length > 0 ? WHERE.letters : null, deskLine(matters)].filter((line) => line !== null);
  const day = `${DIGEST}${needs.clock.now().toZonedDateTimeISO(timeZone).toPlainDate().toString()}`;
  const alert = { title: `Tieout: ${waiting} waiting today`, lines };
  const failed: unknown[] = [];
  for (const channel of channelsOf(addresses))
    await tellOnce(needs, { portalId, channel, addresses, day, alert }).catch((error: unknown) => failed.push(error));
  if (failed.length > 0) throw failed.at(-1);
  return { waiting };
}

type Telling = { portalId: number; channel: AlertChannel; addresses: AlertAddresses; day: string; alert: Alert };

/** A channel that took the digest is not told again because another did not. */
async function tellOnce({ store, alerts, clock }: Needs, { portalId, channel, addresses, day, alert }: Telling): Promise<void> {
  const digests = await store.inPortal(portalId, async (tx) =>
    (await tx.alertNotices.told(channel)).map(({ cause }) => cause).filter((cause) => cause.startsWith(DIGEST)),
  );
  if (digests.includes(day)) return;
  await alerts.send(channel, addresses, alert);
  await store.inPortal(portalId, async (tx) => {
    await tx.alertNotices.forget(channel, digests);
    await tx.alertNotices.noteTold(channel, [day], clock.now());
  });
}
