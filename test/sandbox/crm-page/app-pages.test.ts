import { afterAll, beforeAll, expect, test } from "vitest";
import { NORTHWIND_PORTAL, USERS } from "../seed/hubspot.ts";
import type { StoryView } from "./page-api.ts";
import { startPageUnderTest, type PageUnderTest } from "./page-under-test.ts";

const story: StoryView = { state: "telling", lines: ["HubSpot: the app is installed."] };

let sandbox: PageUnderTest;
beforeAll(async () => {
  sandbox = await startPageUnderTest({ story: () => story });
});
afterAll(() => sandbox?.stop());

test("the app's pages have a link in HubSpot's navigation and are told where they are", async () => {
  const { page, errors } = await sandbox.open("/");
  await page.getByRole("link", { name: "Finance desk" }).click();
  await page.getByText("Place /, {}").waitFor();
  await page.getByText(`Told pages, portal ${NORTHWIND_PORTAL}`).waitFor();
  expect(new URL(page.url()).pathname).toBe("/finance-desk");
  expect(await page.getByRole("link", { name: "Finance desk" }).getAttribute("aria-current")).toBe("page");
  expect(errors).toEqual([]);
});

test("each of the pages has an address, to which the app can go and from which the browser goes back, while the app stays", async () => {
  const { page } = await sandbox.open("/finance-desk/first?a=1");
  await page.getByText('Place /first, {"name":"first","a":"1"}').waitFor();
  await page.getByRole("button", { name: "Pressed 0 times" }).click();
  await page.getByRole("button", { name: "Go to the other" }).click();
  await page.getByText('Place /other, {"name":"other","from":"here"}').waitFor();
  expect(page.url()).toMatch(/\/finance-desk\/other\?from=here$/);
  await page.goBack();
  await page.getByText("Place /first").waitFor();
  await page.getByRole("button", { name: "Pressed 1 times" }).waitFor();
});

test("who looks at the pages is who is signed in", async () => {
  const { page } = await sandbox.open("/finance-desk");
  await page.getByText("Told pages").waitFor();
  await page.getByLabel("User").selectOption(String(USERS.finance));
  const { email } = sandbox.hubspot.world.portals.get(NORTHWIND_PORTAL)?.users.find(({ id }) => id === USERS.finance) ?? {};
  await page.getByText(`portal ${NORTHWIND_PORTAL}, ${email}`).waitFor();
});

test("an alert of the pages shows", async () => {
  const { page } = await sandbox.open("/finance-desk");
  await page.getByRole("button", { name: "Alert" }).click();
  await page.getByText("An alert from the page.").waitFor();
});

test("the first page says what the demo tells just now, and all that it has told", async () => {
  const { page } = await sandbox.open("/");
  const told = page.getByRole("region", { name: "The demo's story" });
  await told.getByText("The story is being told").waitFor();
  story.lines.push("QuickBooks: a company is joined.");
  await told.getByText("QuickBooks: a company is joined.").first().waitFor();
  story.state = "told";
  await told.getByText("The story has been told").waitFor();
  await told.getByText("All of it (2 lines)").click();
  expect(await told.getByRole("listitem").allTextContents()).toEqual(story.lines);
});
