import { describe, expect, test } from "vitest";
import { dealSession, type DealState } from "../../hubspot-app/src/app/cards/deal/deal-session.ts";
import type { DealView } from "../../hubspot-app/src/app/shared/contract.ts";
import { pushed, pushing, ready } from "./example-view.ts";
import { fakeProxy, wrapped } from "./fake-proxy.ts";

type Ready = Extract<DealState, { state: "ready" }>;

/** A session that never really waits; `settled` is true once everything asked for was answered. */
function sessionWith(...answers: Parameters<typeof fakeProxy>) {
  const proxy = fakeProxy(...answers);
  const states: DealState[] = [];
  const waits: number[] = [];
  let keysMade = 0;
  const session = dealSession({
    dealId: "12/3",
    origin: "https://api.example.com",
    fetch: proxy.fetch,
    wait: async (milliseconds) => void waits.push(milliseconds),
    newKey: () => `key-${++keysMade}`,
    show: (state) => states.push(state),
  });
  const last = () => states.at(-1);
  const readyState = () => {
    const state = last();
    if (state?.state !== "ready") throw new Error(`The card is ${state?.state}, not ready.`);
    return state;
  };
  return { ...proxy, session, states, waits, last, readyState };
}

/** All promises that need no timer have run. */
const quiet = () => new Promise((resolve) => setImmediate(resolve));

async function opened(...answers: Parameters<typeof fakeProxy>) {
  const open = sessionWith(...answers);
  open.session.start();
  await quiet();
  return open;
}

async function afterPush(...answers: Parameters<typeof fakeProxy>) {
  const open = await opened(ready, ...answers);
  open.readyState().push();
  await quiet();
  return open;
}

test("a card loads, then shows the deal", async () => {
  const { states, calls } = await opened(ready);
  expect(states.map(({ state }) => state)).toEqual(["loading", "ready"]);
  expect(calls).toEqual([{ url: "https://api.example.com/ui/deals/12%2F3", options: undefined }]);
});

test("a card that could not load can try again", async () => {
  const { last, readyState } = await opened(new Error("offline"), ready);
  const failed = last();
  if (failed?.state !== "failed") throw new Error("The card should have failed.");
  failed.tryAgain();
  await quiet();
  expect(readyState().view).toEqual(ready);
});

test("a refresh that fails keeps what was shown, says so, and can be tried again", async () => {
  const { readyState } = await opened(ready, "<html>", pushed);
  readyState().refresh();
  await quiet();
  expect(readyState()).toMatchObject({ view: ready, activity: "idle", notice: { about: "refresh" } });
  readyState().notice?.tryAgain?.();
  await quiet();
  expect(readyState()).toMatchObject({ view: pushed, notice: null });
});

test("an answer that was overtaken by a later one is thrown away", async () => {
  const slow = Promise.withResolvers<DealView>();
  const { readyState, session } = await opened(ready, slow.promise, pushed);
  session.refresh();
  session.refresh();
  await quiet();
  slow.resolve(ready);
  await quiet();
  expect(readyState().view.state).toBe("pushed");
});

test.each([ready, new Error("offline")])("a stopped session shows nothing any more, whatever the answer", async (answer) => {
  const { session, states } = sessionWith(answer);
  session.start();
  session.stop();
  await quiet();
  expect(states.map(({ state }) => state)).toEqual(["loading"]);
});

test("a session that was stopped while it refreshed shows nothing any more", async () => {
  const { session, states } = await opened(ready, pushed);
  session.refresh();
  session.stop();
  await quiet();
  expect(states.map((state) => (state as Ready).view?.state)).toEqual([undefined, "ready", "ready"]);
});

describe("a push", () => {
  test("sends one key and shows the order", async () => {
    const { readyState, calls, states } = await afterPush(pushed);
    expect(calls[1]).toEqual({
      url: "https://api.example.com/ui/deals/12%2F3/push",
      options: { method: "POST", body: { idempotencyKey: "key-1" } },
    });
    expect(states.map((state) => (state as Ready).activity)).toContain("pushing");
    expect(readyState()).toMatchObject({ view: pushed, activity: "idle" });
  });

  test("of a second press while the first is under way is not sent", async () => {
    const { readyState, keys } = await opened(ready, pushed);
    readyState().push();
    readyState().push();
    await quiet();
    expect(keys()).toEqual(["key-1"]);
  });

  test("of a new press after an answer has a new key", async () => {
    const { readyState, keys } = await afterPush({ ...ready, state: "failed", actions: ["retry"] }, pushed);
    readyState().push();
    await quiet();
    expect(keys()).toEqual(["key-1", "key-2"]);
  });

  test("whose answer was lost is looked for, and found", async () => {
    const { readyState } = await afterPush(new Error("timeout"), pushed);
    expect(readyState()).toMatchObject({ view: pushed, notice: null });
  });

  test("whose answer was lost and which left no trace is tried again with the same key", async () => {
    const { readyState, keys } = await afterPush(wrapped(503, null), ready, pushed);
    expect(readyState().notice).toMatchObject({ about: "push", failure: { outcome: "unknown" } });
    readyState().notice?.tryAgain?.();
    await quiet();
    expect(keys()).toEqual(["key-1", "key-1"]);
    expect(readyState()).toMatchObject({ view: pushed, notice: null });
  });

  test("that was refused is not tried again", async () => {
    const error = { code: "forbidden", message: "You may look, not push.", fixBy: "admin", requestId: "r-1" };
    const { readyState, calls } = await afterPush(wrapped(403, { error }));
    expect(readyState().notice).toMatchObject({ about: "push", tryAgain: null, failure: { message: "You may look, not push." } });
    expect(calls).toHaveLength(2);
  });

  test("is not overtaken by a change of the record: that is read after it", async () => {
    const { readyState, session, calls } = await opened(ready, pushed, pushed);
    readyState().push();
    session.refresh();
    expect(calls.map(({ options }) => options?.method)).toEqual([undefined, "POST"]);
    await quiet();
    expect(calls.map(({ options }) => options?.method)).toEqual([undefined, "POST", undefined]);
    expect(readyState()).toMatchObject({ view: pushed, activity: "idle" });
  });

  test("can begin while a refresh is under way, whose answer does not end it", async () => {
    const slow = Promise.withResolvers<DealView>();
    const { readyState } = await opened(ready, ready, slow.promise);
    readyState().refresh();
    readyState().push();
    await quiet();
    expect(readyState()).toMatchObject({ view: ready, activity: "pushing" });
    slow.resolve(pushed);
    await quiet();
    expect(readyState()).toMatchObject({ view: pushed, activity: "idle" });
  });

  test("that was not confirmed stays on the card until the order is there", async () => {
    const { readyState } = await afterPush(wrapped(503, null), ready, ready, pushed);
    readyState().refresh();
    await quiet();
    expect(readyState().notice).toMatchObject({ about: "push" });
    readyState().refresh();
    await quiet();
    expect(readyState()).toMatchObject({ view: pushed, notice: null });
  });

  test("that takes longer is looked at every two seconds until it is done", async () => {
    const { readyState, waits, calls } = await afterPush(pushing, pushing, new Error("offline"), pushed);
    expect(waits).toEqual([2000, 2000, 2000]);
    expect(calls).toHaveLength(5);
    expect(readyState()).toMatchObject({ view: pushed, activity: "idle" });
  });

  test("keeps what the card has shown of the deal, though the answer does not tell it again", async () => {
    const untold: DealView = { ...pushing, customer: null, preview: null };
    const minute = Array.from({ length: 30 }, () => untold);
    const { readyState } = await afterPush(untold, ...minute);
    const { customer, preview } = ready;
    expect(readyState().view).toEqual({ ...untold, customer, preview });
  });

  test("that takes longer than a minute goes on in the background, and a refresh shows its end", async () => {
    const minute = Array.from({ length: 30 }, () => pushing);
    const { readyState, waits } = await afterPush(pushing, ...minute, pushing, pushed);
    expect(waits).toHaveLength(30);
    expect(readyState()).toMatchObject({ view: pushing, activity: "background" });
    readyState().refresh();
    await quiet();
    expect(readyState()).toMatchObject({ view: pushing, activity: "background" });
    readyState().refresh();
    await quiet();
    expect(readyState()).toMatchObject({ view: pushed, activity: "idle" });
  });

  test("that somebody else began is followed too", async () => {
    const { readyState } = await opened(pushing, pushed);
    expect(readyState()).toMatchObject({ view: pushed, activity: "idle" });
  });
});

describe("while something must be put right elsewhere", () => {
  const notReady: DealView = { ...ready, state: "notReady", actions: [] };

  test("the card looks again every ten seconds, and stops once all is well", async () => {
    const { readyState, waits, calls } = await opened(notReady, notReady, ready);
    await quiet();
    expect(readyState()).toMatchObject({ view: ready, activity: "idle" });
    expect(waits).toEqual([10_000, 10_000]);
    expect(calls).toHaveLength(3);
  });

  test("a look that fails shows nothing of it", async () => {
    const { readyState } = await opened(notReady, new Error("offline"), ready);
    await quiet();
    expect(readyState()).toMatchObject({ view: ready, notice: null });
  });

  test("nobody is watched for ever", async () => {
    const { calls } = await opened(...Array.from({ length: 100 }, () => notReady));
    for (let turn = 0; turn < 70; turn += 1) await quiet();
    expect(calls).toHaveLength(61);
  });
});
