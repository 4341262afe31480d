import { Alert, Button, LoadingButton, TextArea } from "@hubspot/ui-extensions";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { DealView } from "../../hubspot-app/src/app/shared/contract.ts";
import { cardOf } from "./card-on-page.tsx";
import { approval, awaiting, pushed, ready, usd } from "./example-view.ts";
import { wrapped } from "./fake-proxy.ts";
import { spaced, textOf } from "./text-of.ts";

afterEach(() => vi.unstubAllGlobals());

const discountOver = { code: "discountOver", level: "warning", message: "The discount is over 20 %.", fixBy: "finance" } as const;

describe("a deal that waits for approval", () => {
  test("says why, since when, how much and who asked, once", async () => {
    const { findAll } = await cardOf({ ...awaiting, findings: [discountOver] });
    const [box, ...others] = findAll(Alert).map((each) => [spaced(each.props.title), textOf(each)]);
    expect(box?.[0]).toBe("Waiting for finance since Nov 24, 2026, 3:04 PM");
    expect(box?.[1]).toContain("$120,000.00, asked by ben@northwind.example.");
    expect(box?.[1]).toContain("The discount is over 20 %: 25 % on the whole deal.");
    expect(others).toEqual([]);
  });

  test("offers a rep no decision, and says that the push goes on by itself", async () => {
    const { maybeFindByTestId, page } = await cardOf({ ...awaiting, actions: [] });
    expect([maybeFindByTestId(LoadingButton, "approve"), maybeFindByTestId(Button, "refuse")]).toEqual([null, null]);
    expect(page()).toContain("The push goes on by itself once it is approved.");
  });

  test("is approved by finance and shows the order", async () => {
    const { findByTestId, waitFor, tags, calls } = await cardOf(awaiting, pushed);
    findByTestId(LoadingButton, "approve").trigger("onClick");
    await waitFor(() => expect(tags()).toContainEqual(["In QuickBooks", "success"]));
    expect(calls[1]).toMatchObject({ url: expect.stringMatching(/deals\/123\/approve$/) as string, options: { method: "POST", body: {} } });
  });

  test("is refused only with a reason", async () => {
    const refused: DealView = { ...ready, state: "notReady", actions: [], approval: { ...approval, state: "refused" } };
    const { find, findByTestId, waitFor, tags, calls } = await cardOf(awaiting, refused);
    findByTestId(Button, "refuse").trigger("onClick");
    await waitFor(() => expect(find(TextArea).props.validationMessage).toBe("Say why it is refused."));
    expect(calls).toHaveLength(1);
    find(TextArea).props.onInput?.("ten at most");
    await waitFor(() => expect(find(TextArea).props.value).toBe("ten at most"));
    findByTestId(Button, "refuse").trigger("onClick");
    await waitFor(() => expect(tags()).toContainEqual(["Not ready", "warning"]));
    expect(calls[1]?.options?.body).toEqual({ reason: "ten at most" });
  });

  test("that somebody else decided says who it was and shows where the deal stands now", async () => {
    const error = { code: "alreadyDecided", message: "carla@northwind.example approved this deal already.", requestId: "r-1" };
    const { find, findByTestId, waitFor, tags } = await cardOf(awaiting, wrapped(409, { error }), pushed);
    findByTestId(LoadingButton, "approve").trigger("onClick");
    await waitFor(() => expect(tags()).toContainEqual(["In QuickBooks", "success"]));
    expect(textOf(find(Alert, { title: "The decision was not taken" }))).toContain("carla@northwind.example approved");
  });

  test("leaves who asked themselves with refusing, where four eyes are demanded", async () => {
    const { maybeFindByTestId, page } = await cardOf({ ...awaiting, actions: ["refuse"] });
    expect(maybeFindByTestId(LoadingButton, "approve")).toBeNull();
    expect(page()).toContain("somebody else approves it");
  });
});

test("a deal that will need approval says so on the button before it is asked", async () => {
  const { findByTestId } = await cardOf({ ...ready, findings: [discountOver] });
  expect(findByTestId(LoadingButton, "push").text).toBe("Ask finance to approve, then push");
});

test("an approved deal says by whom, when and why", async () => {
  const decided = {
    state: "approved",
    decidedBy: { userId: 5003, email: null },
    decidedAt: "2026-11-24T16:00:00Z",
    reason: "launch",
  } as const;
  const { page } = await cardOf({ ...pushed, approval: { ...approval, ...decided } });
  expect(page()).toContain("Approved by user 5003 on Nov 24, 2026, 4:00 PM: “launch”");
});

describe("a possible duplicate", () => {
  const duplicate = {
    kind: "order",
    id: "88",
    number: "1001",
    date: "2026-11-18",
    net: usd("120000.00"),
    url: "https://qbo.intuit.com/88",
  } as const;
  const view: DealView = { ...ready, state: "needsReview", actions: ["review"], duplicates: [duplicate] };

  test("is linked by finance", async () => {
    const { findByTestId, waitFor, tags, calls } = await cardOf(view, pushed);
    findByTestId(Button, "link-88").trigger("onClick");
    await waitFor(() => expect(tags()).toContainEqual(["In QuickBooks", "success"]));
    expect(calls[1]?.options?.body).toEqual({ decision: "link", orderId: "88" });
  });

  test("or pushed anyway", async () => {
    const { findByTestId, waitFor, calls } = await cardOf(view, pushed);
    findByTestId(Button, "push-anyway").trigger("onClick");
    await waitFor(() => expect(calls[1]?.options?.body).toEqual({ decision: "pushAnyway" }));
  });

  test("is explained to a rep, who cannot decide", async () => {
    const { page, maybeFindByTestId } = await cardOf({ ...view, actions: [] });
    expect(page()).toContain("Order 1001");
    expect(page()).toContain("Finance decides here on this card");
    expect(maybeFindByTestId(Button, "push-anyway")).toBeNull();
  });
});
