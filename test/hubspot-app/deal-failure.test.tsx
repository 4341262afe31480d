import { Alert, Link, LoadingButton } from "@hubspot/ui-extensions";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { DealView, PushFailure } from "../../hubspot-app/src/app/shared/contract.ts";
import { cardOf } from "./card-on-page.tsx";
import { ready } from "./example-view.ts";
import { spaced, textOf } from "./text-of.ts";

afterEach(() => vi.unstubAllGlobals());

const failure: PushFailure = {
  ...{ message: "QuickBooks refused the order.", since: "2026-11-24T15:04:05Z", fixBy: "finance", owner: null },
  ...{ attempts: 3, byItself: false, retrying: false, letterId: "l-1", mayOpen: false },
};
const failed = (changes: Partial<PushFailure> = {}, findings: DealView["findings"] = []): DealView => ({
  ...ready,
  ...{ state: "failed", actions: ["retry"], findings, failure: { ...failure, ...changes } },
});

describe("a push that stopped", () => {
  test("says what happened, since when, who can put it right and how often it was tried, once", async () => {
    const said = { code: "6000", level: "error", message: failure.message, fixBy: "finance" } as const;
    const { find, findAll, page } = await cardOf(failed({}, [said]));
    expect(spaced(find(Alert).props.title)).toBe("The push stopped on Nov 24, 2026, 3:04 PM");
    expect(page()).toContain("QuickBooks refused the order. Finance can put it right; nobody has taken it on yet. Tried 3 times.");
    expect(page().split(failure.message)).toHaveLength(2);
    expect(findAll(Link)).toEqual([]);
  });

  test.each([
    [{ owner: { userId: 5003, email: "carla@northwind.example" } }, "carla@northwind.example looks after it."],
    [{ owner: { userId: 5003, email: null } }, "HubSpot user 5003 looks after it."],
    [{ byItself: true }, "Nobody has to do anything: Tieout looks every 15 minutes whether this has passed, and then goes on by itself."],
    [{ letterId: null }, "Finance has settled it without another try. Tried 3 times. It does not go on by itself;"],
    [{ retrying: true }, "It is being tried again right now."],
  ])("%j", async (changes, words) => {
    expect((await cardOf(failed(changes))).page()).toContain(words);
  });

  test("leads finance to all that happened to the deal, and to the letter", async () => {
    const { findAll, mocks } = await cardOf(failed({ mayOpen: true }));
    for (const link of findAll(Link)) link.trigger("onClick");
    expect(findAll(Link).map(textOf)).toEqual(["All that happened, step by step", "Mend it on the Finance desk"]);
    expect(mocks.actions.navigateToPage.calls).toEqual([[{ to: "/log", params: { deal: "123" } }], [{ to: "/dead-letters" }]]);
  });
});

describe("a lost connection", () => {
  const lost: DealView = {
    ...ready,
    ...{ state: "notConnected", preview: null, customer: null, actions: [] },
    failure: { ...failure, fixBy: "admin", message: "The connection to QuickBooks was lost." },
    findings: [{ code: "notConnected", level: "error", message: "The connection to QuickBooks was lost: settings.", fixBy: "admin" }],
  };

  test("is said with what becomes of the deal", async () => {
    const { page, find, findAll, maybeFindByTestId } = await cardOf(lost);
    expect(findAll(Alert)).toHaveLength(1);
    expect(spaced(find(Alert).props.title)).toBe("The connection to QuickBooks was lost on Nov 24, 2026, 3:04 PM");
    expect(page()).toContain("You need not do anything: the push goes on by itself.");
    expect(maybeFindByTestId(LoadingButton, "connect")).toBeNull();
  });

  test("is mended by an admin from the card, where another company would wait for a yes", async () => {
    const { findByTestId, waitFor, find, calls } = await cardOf({ ...lost, actions: ["connect"] }, { url: "https://qb.example/x" });
    findByTestId(LoadingButton, "connect").trigger("onClick");
    await waitFor(() => expect(find(Link).props.href).toEqual({ url: "https://qb.example/x", external: true }));
    expect(calls[1]?.options).toMatchObject({ method: "POST", body: { confirm: true } });
  });

  test("that cannot be mended says why", async () => {
    const refused = { status: "error", responseBody: { error: { code: "x", message: "Only an admin may.", requestId: "r-1" } } };
    const { findByTestId, waitFor, page } = await cardOf({ ...lost, actions: ["connect"] }, refused);
    findByTestId(LoadingButton, "connect").trigger("onClick");
    await waitFor(() => expect(page()).toContain("Only an admin may."));
  });
});
