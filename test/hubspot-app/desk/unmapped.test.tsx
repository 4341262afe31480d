import { Alert, Button, EmptyState, Link, LoadingButton, Select, TableCell } from "@hubspot/ui-extensions";
import { afterEach, describe, expect, test, vi } from "vitest";
import { textOf } from "../text-of.ts";
import { desk, soon } from "./desk-on-page.tsx";
import { choices } from "./example-mapping.ts";
import { setUp, strange } from "./example-unmapped.ts";
import { refusal } from "./fake-api.ts";

afterEach(() => vi.unstubAllGlobals());
const inbox = { "GET /ui/unmapped": { products: [setUp, strange], cursor: null } };

describe("a product without an item", () => {
  test("shows which deals wait, what they are worth in each currency, and the best suggestion with its reasons", async () => {
    const { shows, rows } = desk("/unmapped", inbox);
    await shows("Flux capacitor");
    expect(rows().slice(1)).toEqual([
      [
        "Set-up SKU SETUP",
        "Acme platform Initech seats Hooli onboarding and 1 more 4 deals, the oldest of Oct 2, 2026",
        "$12,500.00 €900.00",
        "Onboarding SKU nearly the same, same price",
        "Use Onboarding Other item",
      ],
      ["Flux capacitor No SKU", "Delorean 1 deal", "$88.00", "Nothing in QuickBooks is like it.", "Other item"],
    ]);
  });

  test("leads to each deal, and has its money on the right", async () => {
    const { shows, findAll, mocks } = desk("/unmapped", inbox);
    await shows("Flux capacitor");
    expect(findAll(Link)[0]?.props.href).toBe(`/contacts/${mocks.context.portal.id}/record/0-3/1`);
    expect(findAll(TableCell, ({ props }) => props.align === "right").map(textOf)).toEqual(["$12,500.00 €900.00", "$88.00"]);
  });

  test.each([
    [3, "3 deals are released."],
    [1, "1 deal is released."],
    [0, "no deal was waiting for it alone."],
  ])("is approved with one press, which says that %i deals are released", async (released, words) => {
    const { shows, turn, find, sent, page } = desk("/unmapped", {
      ...inbox,
      "POST /ui/unmapped/approve": { released, products: [strange] },
    });
    await shows("Flux capacitor");
    turn("Use Onboarding");
    await soon(() => expect(find(Alert).props.title).toBe(`Set-up is Onboarding in QuickBooks now; ${words}`));
    expect(page()).not.toContain("Acme platform");
    expect(sent()).toEqual([["POST /ui/unmapped/approve", { key: "product:501", itemId: "11" }]]);
  });

  test("cannot be approved twice while the first press is under way", async () => {
    const { shows, find, routes } = desk("/unmapped", inbox);
    await shows("Flux capacitor");
    routes["POST /ui/unmapped/approve"] = () => new Promise(() => {});
    find(LoadingButton).trigger("onClick");
    await soon(() => expect(find(LoadingButton).props).toMatchObject({ loading: true, disabled: true }));
  });

  test("stays where it is when the approval is refused", async () => {
    const { shows, turn, page } = desk("/unmapped", { ...inbox, "POST /ui/unmapped/approve": refusal(409, "The item is inactive.") });
    await shows("Flux capacitor");
    turn("Use Onboarding");
    await shows("The item is inactive.");
    expect(page()).toContain("Acme platform");
  });

  test("can become another suggestion, or any active item", async () => {
    const { shows, openPanel, overlay, sent } = desk("/unmapped", {
      ...inbox,
      "GET /ui/mappings/choices": choices,
      "POST /ui/unmapped/approve": { released: 1, products: [] },
    });
    await shows("Flux capacitor");
    openPanel("other-product:501");
    const panel = () => overlay("open-other-product:501");
    await soon(() =>
      expect(panel().find(Select).props.options).toEqual([
        { value: "11", label: "Onboarding" },
        { value: "13", label: "Platform" },
        { value: "12", label: "Training day" },
      ]),
    );
    panel().find(Select).props.onChange?.("13");
    await soon(() => expect(panel().find(Button, ({ text }) => text === "Use this item").props.disabled).toBe(false));
    panel()
      .find(Button, ({ text }) => text === "Use this item")
      .trigger("onClick");
    await shows("No deal waits for a product to be mapped.");
    expect(sent()).toEqual([["POST /ui/unmapped/approve", { key: "product:501", itemId: "13" }]]);
  });
});

test("an inbox with nothing in it says so", async () => {
  const { shows, find } = desk("/unmapped", { "GET /ui/unmapped": { products: [], cursor: null } });
  await shows("No deal waits");
  expect(find(EmptyState).props.title).toBe("Every product has its item");
});
