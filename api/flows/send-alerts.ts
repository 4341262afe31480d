import { answeredLine, askedLine, groupLine, settledLine, WHERE, type ToldGroup } from "../domain/alert-words.ts";
import { isAskedAtOnce, type DeskMatter } from "../domain/desk-matters.ts";
import type { Alert, AlertAddresses, AlertChannel } from "../ports/alerts.ts";
import { channelsOf } from "./channels-of.ts";
import type { Needs } from "./needs.ts";
import { DIGEST } from "./send-digest.ts";
import { readWaiting } from "./read-waiting.ts";

/** Something that has waited for as many days is told of once more, each time. */
const TOO_OLD_DAYS = [7, 3, 1];
const TOO_OLD = "oldest: ";
/** Begins the cause of what finance is asked about documents in the ERP. */
const ASKED = "asked: ";

/** What is told of a cause, and whether work has stopped by it. */
type Told = { line: string; stopped: boolean };

/**
 * Tells each channel once of every cause that something waits for, and of every matter that finance is asked about in the ERP;
 * once more when something waits for a day, for three and for a week, and again when nothing waits for it any more. A channel
 * that did not take it is told by the next run; throws what the last of them threw.
 */
export async function sendAlerts(needs: Needs, { portalId }: { portalId: number }): Promise<{ waiting: number }> {
  const now = needs.clock.now();
  const { addresses, groups, desk, timeZone } = await readWaiting(needs, portalId);
  const stopped = (group: ToldGroup): Told => ({ line: groupLine(group, timeZone), stopped: true });
  const causes = new Map<string, Told>([
    ...groups.map((group) => [group.cause, stopped(group)] as const),
    ...tooOld(groups, now).map(([cause, group]) => [cause, stopped(group)] as const),
    ...desk
      .filter(({ matter }) => isAskedAtOnce(matter))
      .map((asked) => [`${ASKED}${asked.matter}`, { line: askedLine(asked, timeZone), stopped: false }] as const),
  ]);
  const failed: unknown[] = [];
  for (const channel of channelsOf(addresses)) {
    await tellChannel(needs, { portalId, channel, addresses, causes, now }).catch((error: unknown) => failed.push(error));
  }
  if (failed.length > 0) throw failed.at(-1);
  return { waiting: groups.reduce((sum, { count }) => sum + count, 0) };
}

function tooOld(groups: ToldGroup[], now: Temporal.Instant): [string, ToldGroup][] {
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
  causes: Map<string, Told>;
  now: Temporal.Instant;
};

async function tellChannel(needs: Needs, { portalId, channel, addresses, causes, now }: Telling): Promise<void> {
  const told = await needs.store.inPortal(portalId, (tx) => tx.alertNotices.told(channel));
  const fresh = [...causes].filter(([cause]) => !told.some((each) => each.cause === cause));
  if (fresh.length > 0) {
    await needs.alerts.send(channel, addresses, alertOf(fresh.map(([, each]) => each)));
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

function alertOf(told: Told[]): Alert {
  const [letters, asked] = [told.filter(({ stopped }) => stopped), told.filter(({ stopped }) => !stopped)];
  const what = letters.length === 1 ? "Something stopped and waits" : `${letters.length} things stopped and wait`;
  const title = letters.length === 0 ? "finance is asked about documents in QuickBooks" : `${what} for a person`;
  return { title: `Tieout: ${title}`, lines: [...withPlace(letters, WHERE.letters), ...withPlace(asked, WHERE.asked)] };
}

const withPlace = (told: Told[], where: string) => (told.length === 0 ? [] : [...told.map(({ line }) => line), where]);

/** One line for each cause: how many went on by themselves, how many a person settled, and what it was about. */
function settledLines({ store }: Needs, portalId: number, causes: { cause: string; at: Temporal.Instant }[]): Promise<string[]> {
  return store.inPortal(portalId, async (tx) => {
    const lines: string[] = [];
    for (const { cause, at } of causes)
      lines.push(
        cause.startsWith(ASKED)
          ? answeredLine(cause.slice(ASKED.length) as DeskMatter)
          : settledLine(cause, await tx.deadLetters.settledSince(cause, at)),
      );
    return lines;
  });
}
