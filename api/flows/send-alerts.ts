import { groupLine, settledLine } from "../domain/alert-words.ts";
import type { Alert, AlertAddresses, AlertChannel } from "../ports/alerts.ts";
import type { LetterGroup } from "../ports/dead-letters.ts";
import { channelsOf } from "./channels-of.ts";
import type { Needs } from "./needs.ts";
import { DIGEST } from "./send-digest.ts";

/** Something that has waited for as many days is told of once more, each time. */
const TOO_OLD_DAYS = [7, 3, 1];
const TOO_OLD = "oldest: ";

/**
 * Tells each channel once of every cause that something waits for, once more when something waits for a day, for three and for
 * a week, and again when nothing waits for it any more. A channel that did not take it is told by the next run; throws what the last of them threw.
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
  const [first] = groups.toSorted((one, other) => Temporal.Instant.compare(one.oldest, other.oldest));
  const days = TOO_OLD_DAYS.find((each) => first && Temporal.Instant.compare(first.oldest, now.subtract({ hours: 24 * each })) < 0);
  if (!first || days === undefined) return [];
  const age = days === 1 ? "a day" : `${days} days`;
  return [[`${TOO_OLD}${age}`, { ...first, message: `Waiting for more than ${age}: ${first.message}` }]];
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
  const fresh = [...causes].filter(([cause]) => !told.some((each) => each.cause === cause));
  if (fresh.length > 0) {
    await needs.alerts.send(channel, addresses, stopped(fresh.map(([, group]) => group)));
    const names = fresh.map(([cause]) => cause);
    await needs.store.inPortal(portalId, (tx) => tx.alertNotices.noteTold(channel, names, now));
  }
  const over = told.filter(({ cause }) => !causes.has(cause) && !cause.startsWith(DIGEST));
  if (over.length > 0) {
    const lines = await settledLines(
      needs,
      portalId,
      over.filter(({ cause }) => !cause.startsWith(TOO_OLD)),
    );
    if (lines.length > 0) await needs.alerts.send(channel, addresses, { title: "Tieout: settled again", lines });
    const names = over.map(({ cause }) => cause);
    await needs.store.inPortal(portalId, (tx) => tx.alertNotices.forget(channel, names));
  }
}

function stopped(groups: LetterGroup[]): Alert {
  const count = groups.length === 1 ? "Something" : `${groups.length} things`;
  return { title: `Tieout: ${count} stopped and waits for a person`, lines: groups.map(groupLine) };
}

/** One line for each cause: how many went on by themselves, how many a person settled, and what it was about. */
function settledLines({ store }: Needs, portalId: number, causes: { cause: string; at: Temporal.Instant }[]): Promise<string[]> {
  return store.inPortal(portalId, async (tx) => {
    const lines: string[] = [];
    for (const { cause, at } of causes) lines.push(settledLine(cause, await tx.deadLetters.settledSince(cause, at)));
    return lines;
  });
}
