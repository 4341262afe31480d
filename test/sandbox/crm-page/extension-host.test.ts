import { readFile, writeFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { startPageUnderTest, textOf, type PageUnderTest } from "./page-under-test.ts";

const DEAL = "31000000001";
const PATH = `/deals/${DEAL}`;
let sandbox: PageUnderTest;
beforeAll(async () => {
  sandbox = await startPageUnderTest();
});
afterAll(() => sandbox.stop());

async function openTab(name: "Looks" | "Inputs" | "Behaviour"): Promise<{ page: Page; errors: string[] }> {
  const opened = await sandbox.open(PATH);
  await opened.page.getByRole("tab", { name }).click();
  return opened;
}
const soon = { timeout: 60_000 };

describe("an extension in its worker", () => {
  test("every component is drawn, and the page has nothing to complain about", async () => {
    const { page, errors } = await openTab("Looks");
    for (const word of [
      "Alert tip",
      "Empty state",
      "Error state",
      "Loading spinner",
      "Inside the accordion.",
      "Formatted",
      "Tag info",
      "Net 30",
      "Tile",
      "Card",
    ]) {
      expect(await page.getByText(word).first().isVisible(), word).toBe(true);
    }
    expect(await page.getByRole("progressbar", { name: "Progress bar" }).getAttribute("aria-valuenow")).toBe("40");
    expect(await page.getByRole("group", { name: "Contract" }).textContent()).toContain("$120,000");
    expect(await page.getByRole("img", { name: "Bar chart" }).locator("rect").count()).toBe(8);
    expect(await page.getByRole("img", { name: "Line chart" }).locator("circle").count()).toBe(8);
    expect(await page.getByRole("link", { name: "Link", exact: true }).getAttribute("target")).toBe("_blank");
    expect(await textOf(page.locator("[aria-current=step]").first())).toContain("Invoiced");
    expect(errors).toEqual([]);
  });

  test("a component that only HubSpot can draw leaves a warning, and those that read the record show it", async () => {
    const { page } = await openTab("Looks");
    expect(await textOf(page.getByRole("note"))).toContain("CrmReport is drawn by HubSpot only");
    expect(await page.getByText("Globex platform 2027").count()).toBeGreaterThan(1);
  });

  test("tables sort and turn pages in the worker", async () => {
    const { page } = await openTab("Looks");
    await page.getByRole("button", { name: "Invoice" }).click();
    await page.getByRole("navigation", { name: "Pages" }).getByRole("button", { name: "3" }).click();
    await page.getByText("Page 3, ascending").waitFor();
  });

  test("typing arrives letter by letter and nothing is lost on the way back", async () => {
    const { page } = await openTab("Inputs");
    await page.getByRole("textbox", { name: "Input", exact: true }).pressSequentially("quickly typed words");
    await expect.poll(() => handedOver(page), soon).toMatchObject({ typed: "quickly typed words" });
    expect(await page.getByRole("textbox", { name: "Input", exact: true }).inputValue()).toBe("quickly typed words");
  });

  test("letters typed faster than the worker answers are not taken back by its answers", async () => {
    const { page } = await openTab("Inputs");
    const slow = page.getByRole("textbox", { name: "Slow input" });
    await slow.pressSequentially("abcdefghijklmnop", { delay: 20 });
    await page.getByText("Slow: abcdefghijklmnop", { exact: true }).waitFor();
    expect(await slow.inputValue()).toBe("abcdefghijklmnop");
  });

  test("each input hands over a value of its own type", async () => {
    const { page } = await openTab("Inputs");
    await page.getByRole("textbox", { name: "Input", exact: true }).fill("text");
    await page.getByLabel("Number").fill("12.345");
    await page.getByLabel("Currency").last().fill("99.5");
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("button", { name: "More" }).click();
    await page.getByLabel("Date", { exact: true }).fill("2027-01-31");
    await page.getByLabel("Time", { exact: true }).fill("09:30");
    await page.getByLabel("Select", { exact: true }).selectOption({ label: "Annually" });
    await page.getByRole("group", { name: "Multi select" }).getByLabel("Monthly").check();
    await page.getByLabel("Checkbox").check();
    await page.getByRole("switch", { name: "Toggle" }).check({ force: true });
    await page.getByRole("radiogroup").getByLabel("Refuse").check();
    await page.getByRole("button", { name: "Submit" }).click();
    await expect
      .poll(() => handedOver(page), soon)
      .toMatchObject({
        input: "text",
        number: 12.35,
        currency: 99.5,
        stepper: 2,
        date: { year: 2027, month: 0, date: 31 },
        time: { hours: 9, minutes: 30 },
        select: 12,
        multi: ["monthly"],
        checkbox: true,
        toggle: true,
        group: "refuse",
        submitted: { input: "text", number: 12.345, date: "2027-01-31", group: "refuse" },
      });
  });

  test("a modal opens with its button and closes by the extension's action, by Escape and by the cross", async () => {
    const { page } = await openTab("Behaviour");
    const dialog = page.getByRole("dialog", { name: "A modal" });
    for (const close of [
      () => dialog.getByRole("button", { name: "Close by action" }).click(),
      () => page.keyboard.press("Escape"),
      () => dialog.getByRole("button", { name: "Close", exact: true }).click(),
    ]) {
      await page.getByRole("button", { name: "Open modal" }).click();
      await dialog.getByText("Inside the modal").waitFor();
      await close();
      await dialog.waitFor({ state: "detached" });
    }
    await expect.poll(() => page.getByTestId("log").textContent(), soon).toBe("opened; closed; opened; closed; opened; closed");
  });

  test("a panel closes by the reaction that its button was handed", async () => {
    const { page } = await openTab("Behaviour");
    await page.getByRole("button", { name: "Open panel" }).click();
    await page.getByRole("button", { name: "Close by reaction" }).click();
    await page.getByRole("dialog", { name: "A panel" }).waitFor({ state: "detached" });
  });

  test("menus, links with tooltips, alerts and frames do what HubSpot's do", async () => {
    const { page } = await openTab("Behaviour");
    await page.getByRole("button", { name: "Dropdown" }).click();
    await page.getByRole("menuitem", { name: "By option" }).click();
    await page.getByRole("button", { name: "Dropdown" }).click();
    await page.getByRole("menuitem", { name: "By item" }).click();
    await page.getByRole("link", { name: "Link with a tooltip" }).click();
    await page.getByRole("tooltip").waitFor();
    await page.getByRole("button", { name: "Open frame" }).click();
    await page.getByRole("dialog", { name: "A frame" }).getByRole("button", { name: "Close" }).click();
    await page.getByRole("button", { name: "Add alert" }).click();
    await page.getByText("Alert message").waitFor();
    await expect.poll(() => page.getByTestId("log").textContent(), soon).toBe("option; item; link; frame closed");
  });
});

describe("what an extension asks of HubSpot", () => {
  test("hubspot.fetch goes through HubSpot's proxy, signed, as the person at the page", async () => {
    const { page } = await openTab("Behaviour");
    await page.getByLabel("User").selectOption({ label: "Ben Okafor (rep)" });
    await page.getByRole("tab", { name: "Behaviour" }).click();
    await page.getByRole("button", { name: "Fetch" }).click();
    await page.getByText('GET 200 {"asked":"GET","userEmail":"ben@northwind.example"}').waitFor();
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText('POST 200 {"got":{"sent":true}}').waitFor();
    const last = sandbox.api.requests.at(-1);
    expect(last?.headers["x-hubspot-signature-v3"]).toMatch(/./);
    expect(last?.path).toContain("userId=5002");
    expect(await textOf(page.getByTestId("context"))).toBe(`Ben of 146425426 on 0-3/${DEAL}`);
  });

  test("an API that fails reaches the extension in HubSpot's envelope", async () => {
    const { page } = await openTab("Behaviour");
    sandbox.api.faults.add({ kind: "answer", when: "before", match: { path: "/echo" }, times: 2, answer: { status: 503, body: {} } });
    await page.getByRole("button", { name: "Fetch" }).click();
    await page.getByText(/GET 200 .*"status":"error".*"appServerStatusCode":\["503"\]/).waitFor();
  });

  test("properties of the record come formatted where asked, and follow every change", async () => {
    const { page } = await openTab("Behaviour");
    const shown = page.getByTestId("properties");
    const before = { amount: "$120,000.00", dealname: "Globex platform 2027", no_such_property: null };
    await expect.poll(async () => JSON.parse((await shown.textContent()) ?? "") as object, soon).toEqual(before);
    sandbox.hubspot.portal(146_425_426).patch("deals", DEAL, { dealname: "Globex renamed" });
    await page.getByText('"dealname":"Globex renamed"').waitFor();
    await page.getByRole("button", { name: "Read properties" }).click();
    await page.getByText("read Globex renamed").waitFor();
    sandbox.hubspot.portal(146_425_426).patch("deals", DEAL, { dealname: "Globex platform 2027" });
    expect(await textOf(page.getByTestId("associations"))).toBe("Globex Corp");
  });

  test("a bundle that fails leaves the rest of the page working", async () => {
    const built = await readFile(sandbox.card);
    onTestFinished(() => writeFile(sandbox.card, built));
    await writeFile(sandbox.card, 'throw new Error("the bundle is broken");');
    const { page } = await sandbox.open(PATH);
    await page.getByText("This extension could not be shown").waitFor();
    await page.getByText("the bundle is broken").waitFor();
    await page.getByRole("tab", { name: /Line items/ }).click();
    await page.getByRole("table", { name: "Line items" }).waitFor();
  });
});

/** What the inputs handed to the extension so far. */
async function handedOver(page: Page): Promise<unknown> {
  return JSON.parse(await textOf(page.getByTestId("values")));
}
