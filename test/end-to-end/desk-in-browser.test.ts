import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { NORTHWIND_PORTAL, USERS } from "../sandbox/seed/hubspot.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { PATIENCE_MS, startBrowserStage, type BrowserStage } from "./browser-stage.ts";

const PATIENCE = { timeout: PATIENCE_MS };
/** More than the page has places to stop at. */
const MOST_TABS = 60;

let stage: BrowserStage;

beforeAll(async () => {
  stage = await startBrowserStage({ userId: USERS.finance });
  const limits = { discountPercentOver: 5, contractOver: null, termsNotListed: false };
  await stage.actors.ask("admin", "/ui/settings", { method: "PUT", body: { approvals: limits } });
});

afterAll(() => stage?.stop());

type Deal = keyof typeof DEAL_IDS;

/** A rep presses Push, and the deal comes to wait in this state. */
async function pushUntil(deal: Deal, state: string): Promise<void> {
  const path = `/ui/deals/${DEAL_IDS[deal]}`;
  await stage.actors.ask("rep", `${path}/push`, { method: "POST", body: { idempotencyKey: `desk-${deal}` } });
  await expect.poll(() => stateOf(deal), PATIENCE).toBe(state);
}

const stateOf = (deal: Deal) => stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).read("deals", DEAL_IDS[deal]).properties["tieout_state"];
const ordersOf = (deal: Deal) =>
  stage.sandbox.quickbooks.all(US_REALM, "Estimate").filter(({ PrivateNote }) => PrivateNote?.includes(DEAL_IDS[deal]));
const hasFocus = async (place: Locator) => (await place.and(stage.page.locator(":focus")).count()) === 1;

/** Presses Tab until the focus is there and to be seen. */
async function tabTo(place: Locator): Promise<void> {
  await place.waitFor();
  for (let press = 0; press < MOST_TABS && !(await hasFocus(place)); press += 1) await stage.page.keyboard.press("Tab");
  expect(await hasFocus(place)).toBe(true);
  expect(await place.evaluate("(element) => getComputedStyle(element).outlineStyle")).not.toBe("none");
}

const rowOf = (text: string) => stage.page.getByRole("row").filter({ hasText: text });

describe("finance in the browser", () => {
  test("approves a discount with the keyboard alone, and the deal goes on to QuickBooks", async () => {
    const { page, url } = stage;
    await pushUntil("umbrella", "awaitingApproval");
    await page.goto(`${url}/finance-desk`);
    const decide = rowOf("Umbrella").getByRole("button", { name: "Decide" });
    await tabTo(page.getByRole("tab", { name: "Approvals" }));
    await tabTo(decide);
    await page.keyboard.press("Enter");
    await tabTo(page.getByLabel("Reason"));
    await page.keyboard.press("Escape");
    await expect.poll(() => hasFocus(decide), PATIENCE).toBe(true);
    await page.keyboard.press("Enter");
    await tabTo(page.getByLabel("Reason"));
    await page.keyboard.type("Agreed with the customer.");
    await tabTo(page.getByRole("button", { name: "Approve" }));
    await page.keyboard.press("Enter");
    await page.getByText("is approved and goes on to QuickBooks.").waitFor();
    await expect.poll(() => stateOf("umbrella"), PATIENCE).toBe("pushed");
    expect(ordersOf("umbrella")).toHaveLength(1);

    await page.getByRole("tab", { name: "Decided" }).click();
    await rowOf("Umbrella").getByText("Agreed with the customer.").waitFor();
  });

  test("maps a product to an item, and the deal that waited for it is released", async () => {
    const { page, url } = stage;
    await pushUntil("cyberdyne", "notReady");
    await page.goto(`${url}/finance-desk/unmapped`);
    const waiting = rowOf("Cyberdyne");
    await waiting.getByRole("button", { name: "Other item" }).click();
    await page.getByLabel("Item in QuickBooks").selectOption({ index: 1 });
    await page.getByRole("button", { name: "Use this item" }).click();
    await page.getByText("1 deal is released.").waitFor();
    await page.getByText("No deal waits for a product to be mapped.").waitFor();
    await expect.poll(() => stateOf("cyberdyne"), PATIENCE).toBe("pushed");
    expect(ordersOf("cyberdyne")).toHaveLength(1);
  });

  test("decides that a company is a new customer, and the deal goes on", async () => {
    const { page, url } = stage;
    await pushUntil("hooli", "needsReview");
    await page.goto(`${url}/finance-desk/matches`);
    await rowOf("Hooli").getByRole("button", { name: "Compare" }).click();
    await page.getByRole("button", { name: "It is a new customer" }).click();
    await page.getByRole("button", { name: "Make a new customer" }).click();
    await page.getByText("becomes a new customer in QuickBooks.").waitFor();
    await expect.poll(() => stateOf("hooli"), PATIENCE).toBe("pushed");
    expect(ordersOf("hooli")).toHaveLength(1);
  });

  test("changes the mapping past a dry run, and takes the change back", async () => {
    const { page, url } = stage;
    await page.goto(`${url}/finance-desk/mapping`);
    await page.getByText("Select all").waitFor();
    await page.getByRole("searchbox").fill("custom");
    await page.getByRole("checkbox", { name: /that were found/ }).check();
    await page.getByRole("button", { name: "Manual review off" }).click();
    await page.getByRole("button", { name: "Try and save" }).click();
    await page.getByText(/of the last 90 days would have become another order/).waitFor();
    await page.getByRole("button", { name: "Save the mapping" }).click();
    await page.getByText(/The mapping is saved as version/).waitFor();

    await page.getByRole("button", { name: "History" }).click();
    await page
      .getByRole("button", { name: /Saved on the desk/ })
      .first()
      .click();
    await page
      .getByRole("button", { name: /^Undo version/ })
      .first()
      .click();
    await page.getByText(/^Version \d+ is undone/).waitFor();
  });
});

test("a rep in the browser is told that the desk is for finance", async () => {
  const { page, url } = stage;
  await page.goto(`${url}/finance-desk`);
  await page.getByLabel("User").selectOption(String(USERS.rep));
  await page.getByText("It needs the role finance; yours is pusher.").waitFor();
});
