import { setTimeout as wait } from "node:timers/promises";
import type { SandboxClock } from "../wire/clock.ts";
import type { Random } from "../wire/random.ts";
import { createDueTimer } from "./due-timer.ts";
import { webhookHeaders } from "./signature.ts";
import { DEFAULT_SUBSCRIPTIONS, wants, webhookEvent, type CrmChange, type Subscription, type WebhookEvent } from "./webhook-event.ts";

/** What can be set on the delivery; all of it by control. */
export type WebhookSettings = {
  url: string | null;
  subscriptions: Subscription[];
  /** Keeps everything back until it is false again. */
  held: boolean;
  /** How many of the next events are lost for ever, and how many are sent twice. */
  drop: number;
  duplicate: number;
  /** Every how many-th event comes again by chance; 0 never. */
  repeatOneIn: number;
  shuffle: boolean;
  /** Multiplies the pauses before a retry; 0.001 makes hours into seconds. */
  retryScale: number;
  timeoutMs: number;
};

/** One POST as it was tried. */
type Delivery = { at: number; attempt: number; status: number | null; events: WebhookEvent[] };
type Waiting = { event: WebhookEvent; dueAt: number; batch: number };

export type WebhookQueue = {
  settings: WebhookSettings;
  deliveries: Delivery[];
  /** Events given up after the tenth retry. */
  lost: WebhookEvent[];
  raise(portalId: number, change: CrmChange): void;
  /** Changes settings; held events go out as soon as they are released. */
  set(changes: Partial<WebhookSettings>): void;
  clear(): void;
  waiting(): number;
  /** Sends what is due and waits for the answers; `all` also what would be retried later. */
  flush(all?: boolean): Promise<void>;
  stop(): void;
};

type Needs = {
  clock: SandboxClock;
  signatureTime: () => number;
  random: Random;
  app: { appId: number; clientSecret: string };
  settings: Partial<WebhookSettings>;
};

const MAX_BATCH = 100;
const CONCURRENT = 10;
/** Ten retries over a day (facts/hubspot.md §5), in minutes before chance. */
const RETRY_MINUTES = [1, 3, 8, 20, 45, 90, 150, 240, 360, 480];

/** Delivers events as HubSpot does: in batches, in no order, sometimes twice, and again on anything but a 2xx in time. */
export function createWebhookQueue(needs: Needs): WebhookQueue {
  const { clock, random, app } = needs;
  const settings: WebhookSettings = { ...defaultSettings(), ...needs.settings };
  const deliveries: Delivery[] = [];
  const lost: WebhookEvent[] = [];
  let waiting: Waiting[] = [];
  let inFlight = 0;
  let nextEventId = 1_000_001;
  let nextBatch = 1;
  let stopped = false;
  const nextDueAt = () => (settings.held || waiting.length === 0 ? null : Math.min(...waiting.map(({ dueAt }) => dueAt)));
  const timer = createDueTimer(clock, nextDueAt, () => flush());

  function raise(portalId: number, change: CrmChange): void {
    settings.subscriptions.forEach((subscription, index) => {
      if (!wants(subscription, change)) return;
      const stamp = {
        eventId: nextEventId++,
        subscriptionId: subscription.id ?? 7_000_001 + index,
        portalId,
        appId: app.appId,
        occurredAt: clock.now(),
      };
      enqueue(webhookEvent(subscription, change, stamp));
    });
  }
  function enqueue(event: WebhookEvent): void {
    if (settings.drop > 0) {
      settings.drop -= 1;
      return;
    }
    const twice = settings.duplicate > 0 || (settings.repeatOneIn > 0 && random.integer(settings.repeatOneIn) === 0);
    if (settings.duplicate > 0) settings.duplicate -= 1;
    waiting.push({ event, dueAt: clock.now(), batch: 0 });
    if (twice) waiting.push({ event: { ...event }, dueAt: clock.now(), batch: -1 });
    timer.arm();
  }
  async function flush(all = false): Promise<void> {
    let early = all;
    while (!settings.held && settings.url !== null && !stopped) {
      const batches = takeDue(early);
      early = false;
      if (batches.length === 0 && inFlight === 0) return;
      if (batches.length === 0) await wait(5);
      for (const some of chunks(batches, CONCURRENT)) await Promise.all(some.map(send));
    }
  }
  function takeDue(all: boolean): Waiting[][] {
    const due = waiting.filter(({ dueAt }) => all || dueAt <= clock.now());
    waiting = waiting.filter((each) => !due.includes(each));
    const groups = Object.values(Object.groupBy(due, ({ event, batch }) => `${event.portalId}/${batch}`)) as Waiting[][];
    return groups.flatMap((group) => {
      const mixed = settings.shuffle ? shuffled(group, random) : group;
      return chunks(mixed, MAX_BATCH);
    });
  }
  async function send(batch: Waiting[]): Promise<void> {
    const events = batch.map(({ event }) => event);
    inFlight += 1;
    const status = await post(JSON.stringify(events)).finally(() => (inFlight -= 1));
    const attempt = events[0]!.attemptNumber;
    deliveries.push({ at: clock.now(), attempt, status, events });
    if (deliveries.length > 20_000) deliveries.shift();
    if (status !== null && status >= 200 && status < 300) return;
    const minutes = RETRY_MINUTES[attempt];
    if (minutes === undefined) return void lost.push(...events);
    const dueAt = clock.now() + minutes * 60_000 * (0.8 + 0.4 * random.next()) * settings.retryScale;
    const together = nextBatch++;
    waiting.push(...events.map((event) => ({ event: { ...event, attemptNumber: attempt + 1 }, dueAt, batch: together })));
    timer.arm();
  }
  async function post(body: string): Promise<number | null> {
    const url = settings.url ?? "";
    const headers = webhookHeaders(app.clientSecret, { method: "POST", url, body, timestamp: needs.signatureTime() });
    try {
      const answer = await fetch(url, {
        method: "POST",
        body,
        headers: { "content-type": "application/json", ...headers },
        redirect: "manual",
        signal: AbortSignal.timeout(settings.timeoutMs),
      });
      await answer.arrayBuffer();
      return answer.status;
    } catch {
      return null;
    }
  }
  return {
    settings,
    deliveries,
    lost,
    raise,
    set(changes) {
      Object.assign(settings, changes);
      timer.arm();
    },
    clear() {
      waiting = [];
      deliveries.length = 0;
      lost.length = 0;
    },
    waiting: () => waiting.length + inFlight,
    flush,
    stop: () => {
      stopped = true;
      timer.stop();
    },
  };
}

function defaultSettings(): WebhookSettings {
  return {
    url: null,
    subscriptions: [...DEFAULT_SUBSCRIPTIONS],
    held: false,
    drop: 0,
    duplicate: 0,
    repeatOneIn: 10,
    shuffle: true,
    retryScale: 1,
    timeoutMs: 5_000,
  };
}

function shuffled<T>(values: readonly T[], random: Random): T[] {
  const left = [...values];
  return Array.from({ length: left.length }, () => left.splice(random.integer(left.length), 1)[0]!);
}

function chunks<T>(values: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, page) => values.slice(page * size, (page + 1) * size));
}
