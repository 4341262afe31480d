import type { SandboxClock } from "../wire/clock.ts";
import type { Random } from "../wire/random.ts";
import { cloudEvents, legacyEvents, signatureOf, type Payload, type WebhookFormat } from "./webhook-format.ts";
import type { ChangeEvent } from "./work.ts";

/** How webhooks are delivered; set by `POST /control/webhooks`. */
export type WebhookSettings = {
  url: string | null;
  verifierToken: string;
  format: WebhookFormat;
  voidWord: "void" | "voided";
  /** Nothing leaves until released. */
  held: boolean;
  /** Real milliseconds from a change to its delivery; changes within that time share one POST. */
  latencyMs: number;
  /** How many times more each POST is sent. */
  repeats: number;
  shuffled: boolean;
  /** How many of the next events are lost. */
  drop: number;
  /** Seconds on the sandbox clock until each retry (facts/quickbooks.md §6.3), times `retryScale`. */
  retrySeconds: number[];
  retryScale: number;
};
export type Delivery = { at: string; events: number; attempt: number; status: number | "unreachable"; body: string };
export type Webhooks = ReturnType<typeof createWebhooks>;

type Pending = Payload & { events: number; attempt: number; dueAt: number };
type Needs = { clock: SandboxClock; random: Random; url: string | null; verifierToken: string };

const MOST_EVENTS_IN_A_POST = 100;
const MOST_EVENTS_KEPT = 50_000;
const DEFAULTS = { format: "cloudevents", voidWord: "void", held: false, latencyMs: 100, repeats: 0, shuffled: false, drop: 0 } as const;
const RETRIES = { retrySeconds: [10, 20, 30, 300, 1200, 7200, 14_400, 21_600], retryScale: 0.1 };

/** Delivers committed changes to the app: late, repeated, out of order or not at all, as told; again on anything but 200. */
export function createWebhooks({ clock, random, url, verifierToken }: Needs) {
  const initial: WebhookSettings = { ...DEFAULTS, ...RETRIES, url, verifierToken };
  let settings = initial;
  let queue: ChangeEvent[] = [];
  let pending: Pending[] = [];
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const deliveries: Delivery[] = [];
  const inFlight = new Set<Promise<void>>();

  const canDeliver = () => queue.length + pending.length > 0 && !settings.held && settings.url !== null;

  /** A real timer looks again while something waits; due times are on the sandbox clock. */
  function wake(delayMs: number): void {
    if (stopped || timer) return;
    timer = setTimeout(() => {
      timer = undefined;
      void deliverDue().finally(() => {
        if (canDeliver()) wake(250);
      });
    }, delayMs);
    timer.unref();
  }

  function packQueue(): void {
    if (settings.held || !settings.url) return;
    if (settings.shuffled)
      queue = queue
        .map((event) => ({ event, order: random.next() }))
        .toSorted((a, b) => a.order - b.order)
        .map(({ event }) => event);
    while (queue.length > 0) {
      const events = queue.splice(0, MOST_EVENTS_IN_A_POST);
      const payload = settings.format === "legacy" ? legacyEvents(events) : cloudEvents(events, random, settings.voidWord);
      for (let copy = 0; copy <= settings.repeats; copy++) pending.push({ ...payload, events: events.length, attempt: 1, dueAt: 0 });
    }
  }

  async function deliverDue(all = false): Promise<void> {
    packQueue();
    if (settings.held || !settings.url) return;
    const due = pending.filter((each) => all || each.dueAt <= clock.now());
    pending = pending.filter((each) => !due.includes(each));
    const posts = due.map((one) => track(attempt(one)));
    await Promise.all(posts);
  }

  function track(post: Promise<void>): Promise<void> {
    inFlight.add(post);
    return post.finally(() => inFlight.delete(post));
  }

  async function attempt(one: Pending): Promise<void> {
    const status = await post(settings, one, `1-${random.id(8)}-${random.id(24)}`, clock.now());
    deliveries.push({ at: new Date(clock.now()).toISOString(), events: one.events, attempt: one.attempt, status, body: one.body });
    if (deliveries.length > 5_000) deliveries.shift();
    if (status === 200 || stopped) return;
    const seconds = settings.retrySeconds[Math.min(one.attempt, settings.retrySeconds.length) - 1] ?? 0;
    pending.push({ ...one, attempt: one.attempt + 1, dueAt: clock.now() + seconds * 1000 * settings.retryScale });
    wake(250);
  }

  return {
    emit(events: readonly ChangeEvent[]): void {
      const lost = Math.min(settings.drop, events.length);
      settings = { ...settings, drop: settings.drop - lost };
      queue.push(...events.slice(lost));
      queue.splice(0, queue.length - MOST_EVENTS_KEPT);
      if (queue.length > 0 && settings.url) wake(settings.latencyMs);
    },
    settings: (): WebhookSettings => settings,
    configure(patch: Partial<WebhookSettings>): WebhookSettings {
      settings = { ...settings, ...patch };
      clearTimeout(timer);
      timer = undefined;
      if (canDeliver()) wake(0);
      return settings;
    },
    /** Sends everything that waits, retries too, and resolves when each was answered once. */
    async flush(): Promise<number> {
      const before = deliveries.length;
      await deliverDue(true);
      await Promise.all(inFlight);
      return deliveries.length - before;
    },
    deliveries: (): readonly Delivery[] => deliveries,
    /** Changes that no POST was made of yet. */
    queued: (): readonly ChangeEvent[] => queue,
    waiting: (): number => queue.length + pending.reduce((count, each) => count + each.events, 0),
    forget(): void {
      queue = [];
      pending = [];
      deliveries.length = 0;
      settings = { ...initial, url: settings.url, verifierToken: settings.verifierToken };
    },
    stop(): void {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

/** One POST; the app has 3 seconds (facts/quickbooks.md §6.3). */
async function post(
  { url, verifierToken }: WebhookSettings,
  { body, contentType }: Payload,
  tid: string,
  now: number,
): Promise<Delivery["status"]> {
  const headers = {
    "content-type": contentType,
    "intuit-signature": signatureOf(body, verifierToken),
    "intuit-created-time": new Date(now).toISOString(),
    "intuit-t-id": tid,
    "intuit-notification-schema-version": "1.0",
  };
  try {
    const answer = await fetch(url!, { method: "POST", headers, body, signal: AbortSignal.timeout(3_000), redirect: "manual" });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return "unreachable";
  }
}
