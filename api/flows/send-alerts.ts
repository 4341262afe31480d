import { groupLine } from "../domain/alert-words.ts";
import type { Alert, AlertAddresses, AlertChannel } from "../ports/alerts.ts";
import type { LetterGroup } from "../ports/dead-letters.ts";
import type { Needs } from "./needs.ts";

/** Something has waited for longer than a person should let it. */
const TOO_OLD = { hours: 24 };
const TOO_OLD_CAUSE = "oldest: a day";

/** The channels that a portal has set up. */
export function channelsOf({ slackWebhookUrl, emails }: AlertAddresses): AlertChannel[] {
  return [...(slackWebhookUrl ? (["slack"] as const) : []), ...(emails.length > 0 ? (["email"] as const) : [])];
}

/**
 * Tells each channel once of every cause that something waits for, once more when something waits for a day, and again when
 * nothing waits for it any more. A channel that did not take it is told by the next run; throws what the last of them threw.
 */
export async function sendAlerts(needs: Needs, { portalId }: { portalId: number }): Promise<{ waiting: number }> {
  const now = needs.clock.now();
  const { addresses, groups } = await needs.store.inPortal(portalId, async (tx) => ({
    addresses: (await tx.settings.read()).alerts,
    groups: await tx.deadLetters.groups(now),
  }));
  const causes = new Map([...groups.map((group) => [group.cause, group] as const), ...tooOld(groups, now)]);
  const failed: unknown[] = [];
  for (const channel of channelsOf(addresses)) {
    await tellChannel(needs, { portalId, channel, addresses, causes, now }).catch((error: unknown) => failed.push(error));
  }
  if (failed.length > 0) throw failed.at(-1);
  return { waiting: groups.reduce((sum, { count }) => sum + count, 0) };
}

function tooOld(groups: LetterGroup[], now: Temporal.Instant): [string, LetterGroup][] {
  const old = groups.filter(({ oldest }) => Temporal.Instant.compare(oldest, now.subtract(TOO_OLD)) < 0);
  const [first] = old.toSorted((one, other) => Temporal.Instant.compare(one.oldest, other.oldest));
  return first ? [[TOO_OLD_CAUSE, { ...first, message: `Waiting for more than a day: ${first.message}` }]] : [];
}

type Telling = {
  portalId: number;
  channel: AlertChannel;
  addresses: AlertAddresses;
  causes: Map<string, LetterGroup>;
  now: Temporal.Instant;
};

async function tellChannel(needs: Needs, { portalId, channel, addresses, causes, now }: Telling): Promise<void> {
  const told = await needs.store.inPortal(portalId, (tx) => tx.alertNotices.told(channel));
  const fresh = [...causes].filter(([cause]) => !told.includes(cause));
  if (fresh.length > 0) {
    await needs.alerts.send(channel, addresses, stopped(fresh.map(([, group]) => group)));
    const names = fresh.map(([cause]) => cause);
    await needs.store.inPortal(portalId, (tx) => tx.alertNotices.noteTold(channel, names, now));
  }
  const over = told.filter((cause) => !causes.has(cause));
  if (over.length > 0) {
    const settled = over.filter((cause) => cause !== TOO_OLD_CAUSE);
    if (settled.length > 0) await needs.alerts.send(channel, addresses, settledAgain(settled));
    await needs.store.inPortal(portalId, (tx) => tx.alertNotices.forget(channel, over));
  }
}

function stopped(groups: LetterGroup[]): Alert {
  const count = groups.length === 1 ? "Something" : `${groups.length} things`;
  return { title: `Tieout: ${count} stopped and waits for a person`, lines: groups.map(groupLine) };
}

function settledAgain(causes: string[]): Alert {
  return { title: "Tieout: settled again", lines: causes.map((cause) => `Nothing waits for this any more: ${cause}`) };
}
