import { callApi, type Answer, type Failure, type Fetch } from "tieout-shared/call-api.ts";
import type { DealView } from "tieout-shared/contract.ts";

/** Between two looks while a push is under way, and how many looks: after a minute the rest goes on without an audience. */
const POLL_MS = 2000;
const POLLS = 30;
/** Between two looks while something must be put right elsewhere, so that mending it shows by itself; after ten minutes nobody is mending. */
const WATCH_MS = 10_000;
const WATCHES = 60;
/** What a person may be mending elsewhere, on a record or on the desk, which HubSpot does not tell a card of. */
const MENDABLE = new Set<DealView["state"]>(["notReady", "needsReview", "awaitingApproval", "failed", "notConnected"]);

/** What the card is busy with. `background`: the push goes on, we no longer look every two seconds. */
export type Activity = "idle" | "refreshing" | "pushing" | "background";

/** A call that failed while there is a view to show. `tryAgain` is null when asking again is useless. */
export type Notice = { about: "refresh" | "push" | "decision"; failure: Failure; tryAgain: (() => void) | null };

/** What finance says about a deal that waits for it. */
export type Decision =
  | { path: "approve" | "refuse"; body: { reason?: string } }
  | { path: "keep"; body: { changes: DealView["changes"]; reason?: string } }
  | { path: "duplicate"; body: { decision: "link"; orderId: string } | { decision: "pushAnyway" } };

/** Everything the card can be; components draw one of these and decide nothing. */
export type DealState =
  | { state: "loading" }
  | { state: "failed"; failure: Failure; tryAgain: () => void }
  | {
      state: "ready";
      view: DealView;
      activity: Activity;
      notice: Notice | null;
      refresh: () => void;
      push: () => void;
      decide: (decision: Decision) => void;
    };

export type SessionNeeds = {
  dealId: string;
  origin: string;
  fetch: Fetch;
  wait: (milliseconds: number) => Promise<void>;
  /** A new idempotency key, for each press of the button. */
  newKey: () => string;
  show: (state: DealState) => void;
};

/** One deal's conversation with our API: reads, pushes, follows a push. `show` gets each new state until `stop`. */
export function dealSession({ dealId, origin, fetch, wait, newKey, show }: SessionNeeds) {
  const url = `${origin}/ui/deals/${encodeURIComponent(dealId)}`;
  let view: DealView | null = null;
  let activity: Activity = "idle";
  let notice: Notice | null = null;
  let sending = false;
  let refreshAfterSending = false;
  let following = false;
  let watch = 0;
  let stopped = false;
  let asked = 0;
  let seen = 0;

  const draw = () => {
    if (view && !stopped) show({ state: "ready", view, activity, notice, refresh, push, decide });
  };

  /** Answers can overtake each other: one that was asked for earlier than what we show is thrown away. */
  async function ask(call: () => ReturnType<Fetch>): Promise<Answer<DealView>> {
    const turn = ++asked;
    const answer = await callApi(call, isDealView);
    if (answer.ok && turn > seen) {
      seen = turn;
      view = withPreview(answer.value, view);
    }
    return answer;
  }

  const read = () => ask(() => fetch(url));

  async function load() {
    if (!stopped) show({ state: "loading" });
    const answer = await read();
    if (stopped) return;
    if (!answer.ok && !view) return show({ state: "failed", failure: answer.failure, tryAgain: () => void load() });
    settle();
  }

  async function reload() {
    if (activity === "idle") activity = "refreshing";
    draw();
    const answer = await read();
    const pushNotConfirmed = notice?.about === "push" && !isUnderWay(view) ? notice : null;
    notice = answer.ok ? pushNotConfirmed : { about: "refresh", failure: answer.failure, tryAgain: refresh };
    settle();
  }

  /** Posts and shows the view that is answered; `onFailure` makes the notice of a failure. */
  async function send(path: string, body: { [key: string]: unknown }, onFailure: (failure: Failure) => Promise<Notice | null>) {
    if (sending || activity === "pushing") return;
    [sending, activity, notice] = [true, "pushing", null];
    draw();
    const answer = await ask(() => fetch(`${url}/${path}`, { method: "POST", body }));
    if (!answer.ok) notice = await onFailure(answer.failure);
    [sending, activity] = [false, "idle"];
    settle();
    if (refreshAfterSending) refresh();
  }

  const sendPush = (idempotencyKey: string): Promise<void> =>
    send("push", { idempotencyKey }, (failure) => pushNotice(failure, idempotencyKey));

  /** A lost answer says nothing about the push, so we look; and pressing "try again" repeats this press, not a new one. */
  async function pushNotice(failure: Failure, idempotencyKey: string): Promise<Notice | null> {
    const tryAgain = failure.outcome === "unknown" ? () => void sendPush(idempotencyKey) : null;
    if (tryAgain) await read();
    return isUnderWay(view) ? null : { about: "push", failure, tryAgain };
  }

  /** Somebody else may have decided, or the answer was lost: in either case the deal as it stands says most. */
  async function decisionNotice(failure: Failure): Promise<Notice | null> {
    const before = view?.state;
    await read();
    const came = failure.outcome === "unknown" && view?.state !== before;
    return came ? null : { about: "decision", failure, tryAgain: null };
  }

  /** Works out what the card is busy with once an answer is in; during a push its own end does that. */
  function settle() {
    if (sending) return draw();
    if (view?.state === "pushing") {
      if (activity !== "background") activity = "pushing";
      if (!following && activity === "pushing") void follow();
    } else {
      activity = "idle";
      void keepWatch();
    }
    draw();
  }

  /** Looks again now and then while something can be mended that HubSpot does not tell of. A newer watch ends an older one. */
  async function keepWatch() {
    const own = ++watch;
    for (let look = 0; look < WATCHES; look++) {
      if (!view || !MENDABLE.has(view.state)) return;
      await wait(WATCH_MS);
      if (stopped || own !== watch || sending) return;
      if ((await read()).ok && own === watch) draw();
    }
  }

  async function follow() {
    following = true;
    for (let look = 0; look < POLLS && !stopped && view?.state === "pushing"; look++) {
      await wait(POLL_MS);
      if (!stopped) await read();
    }
    following = false;
    activity = view?.state === "pushing" ? "background" : "idle";
    draw();
  }

  /** During a push it waits for the push's answer, which would otherwise be overtaken by a view from before the push. */
  function refresh() {
    refreshAfterSending = sending;
    if (sending) return;
    void (view ? reload() : load());
  }

  function push() {
    void sendPush(newKey());
  }

  function decide({ path, body }: Decision) {
    void send(path, body, decisionNotice);
  }

  return {
    start: () => void load(),
    refresh,
    stop: () => {
      stopped = true;
    },
  };
}

/** While a push is on its way nobody looks at the deal but the push: what the card has shown of it stays. */
function withPreview(next: DealView, before: DealView | null): DealView {
  if (next.state !== "pushing" || !before) return next;
  return { ...next, customer: next.customer ?? before.customer, preview: next.preview ?? before.preview };
}

/** True when the push has certainly arrived. */
function isUnderWay(view: DealView | null): boolean {
  return view?.state === "pushing" || view?.state === "pushed";
}

function isDealView(body: unknown): body is DealView {
  return typeof body === "object" && body !== null && "dealId" in body && "state" in body && "findings" in body && "totals" in body;
}
