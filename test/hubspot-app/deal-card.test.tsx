import { Accordion, Alert, Button, EmptyState, ErrorState, Link, LoadingButton, LoadingSpinner, StatusTag } from "@hubspot/ui-extensions";
import { CrmActionLink } from "@hubspot/ui-extensions/crm";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { DealView } from "../../hubspot-app/src/app/shared/contract.ts";
import { card, cardOf } from "./card-on-page.tsx";
import { missingCity, pushed, ready } from "./example-view.ts";
import { wrapped } from "./fake-proxy.ts";
import { textOf } from "./text-of.ts";

afterEach(() => vi.unstubAllGlobals());

describe("the deal card", () => {
  test("says that it is reading before it knows anything", async () => {
    const { draw, find, maybeFind, waitFor } = card(ready);
    draw();
    expect(find(LoadingSpinner).props.label).toBe("Reading the QuickBooks status of this deal");
    await waitFor(() => expect(maybeFind(LoadingSpinner)).toBeNull());
  });

  test("that cannot read says why, who can mend it and under which request, and tries again", async () => {
    const error = { code: "notFound", message: "This deal is not known.", fixBy: "admin", requestId: "r-9" };
    const { draw, waitFor, find, findByTestId } = card(wrapped(404, { error }), ready);
    draw();
    await waitFor(() => find(ErrorState));
    expect(textOf(find(ErrorState))).toContain("This deal is not known.");
    expect(textOf(find(ErrorState))).toContain("An administrator can put this right. Request r-9");
    find(Button).trigger("onClick");
    await waitFor(() => findByTestId(StatusTag, "deal-state"));
  });

  test.each([
    ["notReady", "Not ready", "warning"],
    ["ready", "Ready to push", "info"],
    ["awaitingApproval", "Awaiting approval", "warning"],
    ["needsReview", "Needs review", "warning"],
    ["pushed", "In QuickBooks", "success"],
    ["changed", "Changed since push", "warning"],
    ["cancelled", "Cancelled", "default"],
    ["failed", "Push failed", "danger"],
    ["notConnected", "Not connected", "default"],
  ] as const)("shows the state %s as %s", async (state, words, variant) => {
    const { findByTestId } = await cardOf({ ...ready, state });
    const tag = findByTestId(StatusTag, "deal-state");
    expect([tag.text, tag.props.variant]).toEqual([words, variant]);
  });

  const notWon = { code: "stageNotReady", level: "error", message: "The deal is not won yet.", fixBy: "rep" } as const;

  test("that is only not won yet has nothing to put right", async () => {
    const { findByTestId, maybeFind } = await cardOf({ ...ready, state: "notReady", actions: [], findings: [notWon] });
    expect(findByTestId(StatusTag, "deal-state").text).toBe("Not won yet");
    expect(maybeFind(Alert)).toBeNull();
    const more = await cardOf({ ...ready, state: "notReady", actions: [], findings: [notWon, missingCity] });
    expect(more.findByTestId(StatusTag, "deal-state").text).toBe("Not ready");
    expect(more.page()).toContain("The deal is not won yet.");
  });

  test.each([
    ["rejected", "needsReview", "orderRejected", "On hold", "The order was rejected in QuickBooks."],
    ["closed", "needsReview", "orderClosed", "On hold", "The order was closed in QuickBooks without an invoice."],
    ["invoiced by hand", "pushed", "orderInvoiced", "On hold", "Finance says whether that is all of it."],
    ["rejected and is waited for", "pushed", "orderAwaited", "In QuickBooks", "Finance waits for another answer."],
    ["ended by finance", "cancelled", "orderEnded", "Cancelled", "Finance has ended this order."],
  ] as const)("whose order was %s says so in its state (%s, %s)", async (_what, state, code, label, sentence) => {
    const findings = [
      { code, level: state === "needsReview" ? "error" : "warning", message: "What was made of it.", fixBy: "finance" },
    ] as const;
    const { findByTestId, page } = await cardOf({ ...pushed, state, findings: [...findings] });
    expect(findByTestId(StatusTag, "deal-state").text).toBe(label);
    expect(page()).toContain(sentence);
    expect(page().includes("Answer it")).toBe(label === "On hold");

    const differs = { code: "orderDiffers", level: "error", message: "It is over 900.", fixBy: "finance" } as const;
    const worse = await cardOf({ ...pushed, state: "needsReview", findings: [differs, ...findings] });
    expect(worse.findByTestId(StatusTag, "deal-state").text).toBe("Needs review");
  });

  test("that waits for writes to be switched on again is on hold, and says who does that", async () => {
    const off = { code: "writesOff", level: "error", message: "Tieout is set to read only.", fixBy: "admin" } as const;
    const unmappedOwner = { code: "ownerUnmapped", level: "warning", message: "No rep code.", fixBy: "finance" } as const;
    const { findByTestId, findAll } = await cardOf({ ...ready, state: "notReady", actions: [], findings: [unmappedOwner, off] });
    expect(findByTestId(StatusTag, "deal-state").text).toBe("On hold");
    expect(findAll(Alert).map(({ props }) => props.title)).toEqual([
      "For an administrator: 1 thing to put right",
      "For finance: worth a look",
    ]);
  });

  test("that has an order which must be looked at does not say that nothing was sent", async () => {
    const { page } = await cardOf({ ...pushed, state: "needsReview" });
    expect(page()).toContain("The order in QuickBooks is not what was agreed.");
    expect(page()).not.toContain("Nothing has been sent");
  });

  test("says how fresh it is, and reads again on demand", async () => {
    const { find, page, calls, waitFor } = await cardOf(ready, pushed);
    expect(page()).toContain("As of Nov 24, 2026, 3:04 PM");
    find(LoadingButton, ({ text }) => text === "Refresh").trigger("onClick");
    await waitFor(() => expect(page()).toContain("The order in QuickBooks agrees"));
    expect(calls).toHaveLength(2);
  });

  test("that cannot refresh keeps what it showed and says so", async () => {
    const { find, findByTestId, waitFor } = await cardOf(ready, new Error("offline"));
    find(LoadingButton, ({ text }) => text === "Refresh").trigger("onClick");
    await waitFor(() => find(Alert));
    expect(find(Alert).props.title).toBe("This could not be refreshed");
    expect(findByTestId(StatusTag, "deal-state").text).toBe("Ready to push");
  });
});

describe("while the card is open", () => {
  test("a new stage makes it read again", async () => {
    const { setStage, tags, waitFor, calls } = await cardOf(ready, pushed);
    setStage("closedwon");
    await waitFor(() => expect(tags()).toContainEqual(["In QuickBooks", "success"]));
    expect(calls).toHaveLength(2);
  });

  test("a record whose properties cannot be watched is still shown, and read once", async () => {
    const { setStage, page, waitFor, calls } = await cardOf(ready);
    setStage(null);
    await waitFor(() => expect(page()).toContain("Ready to push"));
    expect(calls).toHaveLength(1);
  });
});

describe("what preflight noticed", () => {
  const unmapped = { code: "productUnmapped", level: "error", message: "Setup fee has no QuickBooks item.", fixBy: "finance" } as const;
  const closeDate = { code: "dateUnclear", level: "warning", message: "04/05/2026 can be read in two ways.", fixBy: "rep" } as const;

  test("is grouped by who can mend it, what stops the push first, with the place to mend it", async () => {
    const { findAll } = await cardOf({ ...ready, state: "notReady", actions: [], findings: [closeDate, unmapped, missingCity] });
    const boxes = findAll(Alert).map((box) => [box.props.title, box.props.variant, textOf(box)]);
    expect(boxes).toEqual([
      [
        "For the sales rep: 1 thing to put right",
        "danger",
        "The billing address has no city. Open the company : Billing city Warning: 04/05/2026 can be read in two ways.",
      ],
      ["For finance: 1 thing to put right", "danger", "Setup fee has no QuickBooks item. Map the product"],
    ]);
  });

  test("keeps what an administrator may look at once folded away", async () => {
    const numbers = {
      code: "customNumbersOff",
      level: "warning",
      message: "QuickBooks numbers orders by itself.",
      fixBy: "admin",
    } as const;
    const { maybeFind, findAll } = await cardOf({ ...ready, findings: [numbers] });
    expect(maybeFind(Alert)).toBeNull();
    expect(findAll(Accordion).map(({ props }) => props.title)).toContain("For an administrator: worth a look");
  });

  test("never folds away that QuickBooks cannot be asked", async () => {
    const lost = { code: "notConnected", level: "warning", message: "The connection was lost.", fixBy: "admin" } as const;
    expect((await cardOf({ ...pushed, findings: [lost] })).find(Alert).props.title).toBe("For an administrator: worth a look");
  });

  test("leads to where it is mended: the company, the line item, the Finance desk", async () => {
    const line = { ...closeDate, where: { object: "lineItem", id: "61" } } as const;
    const { find, mocks } = await cardOf({ ...ready, state: "notReady", actions: [], findings: [line, unmapped, missingCity] });
    expect(find(Link, ({ text }) => text === "Open the company").props.href).toBe("/contacts/7/record/0-2/9");
    expect(find(CrmActionLink).props).toMatchObject({ actionType: "PREVIEW_OBJECT", actionContext: { objectTypeId: "0-8", objectId: 61 } });
    find(Link, ({ text }) => text === "Map the product").trigger("onClick");
    expect(mocks.actions.navigateToPage.calls).toEqual([[{ to: "/unmapped" }]]);
  });

  test("is no alarm when it is only worth a look", async () => {
    const { find } = await cardOf({ ...ready, findings: [closeDate] });
    expect(find(Alert).props).toMatchObject({ title: "For the sales rep: worth a look", variant: "warning" });
  });
});

describe("the push button", () => {
  test("is there for who may push, and only then", async () => {
    expect((await cardOf(ready)).findByTestId(LoadingButton, "push").text).toBe("Push to QuickBooks");
    expect((await cardOf({ ...ready, state: "failed", actions: ["retry"] })).findByTestId(LoadingButton, "push").text).toBe(
      "Try the push again",
    );
    expect((await cardOf({ ...ready, actions: ["approve"] })).maybeFindByTestId(LoadingButton, "push")).toBeNull();
  });

  test("pushes with one key, shows that it is busy, and then the order", async () => {
    const { findByTestId, waitFor, find, keys, tags } = await cardOf(ready, pushed);
    findByTestId(LoadingButton, "push").trigger("onClick");
    await waitFor(() => expect(findByTestId(LoadingButton, "push").props.loading).toBe(true));
    expect(find(LoadingSpinner).props.label).toBe("This usually takes a few seconds");
    await waitFor(() => expect(tags()).toContainEqual(["In QuickBooks", "success"]));
    expect(keys()).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/)]);
  });

  test("whose answer was lost offers to repeat the same press", async () => {
    const { findByTestId, waitFor, find, keys, tags } = await cardOf(ready, wrapped(502, null), ready, pushed);
    findByTestId(LoadingButton, "push").trigger("onClick");
    await waitFor(() => find(Alert, { title: "The push was not confirmed" }));
    expect(textOf(find(Alert))).toContain("cannot make a second order");
    find(Button, ({ text }) => text === "Try again").trigger("onClick");
    await waitFor(() => expect(tags()).toContainEqual(["In QuickBooks", "success"]));
    expect(new Set(keys()).size).toBe(1);
    expect(keys()).toHaveLength(2);
  });
});

describe("a deal with nothing to show", () => {
  const empty = { ...ready, actions: [], customer: null, preview: null } satisfies DealView;

  test("says what would make an order", async () => {
    expect((await cardOf({ ...empty, state: "notReady" })).find(EmptyState).props.title).toBe("No order yet");
  });

  test("says that QuickBooks is not connected", async () => {
    const lost = { code: "notConnected", level: "error", message: "QuickBooks is not connected.", fixBy: "admin" } as const;
    const { page, maybeFind } = await cardOf({ ...empty, state: "notConnected", findings: [lost] });
    expect(page()).toContain("QuickBooks is not connected.");
    expect(maybeFind(EmptyState)).toBeNull();
  });
});
