import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { NORTHWIND_PORTAL, USERS } from "../seed/hubspot.ts";
import { startCrmPage } from "./crm-page.ts";
import { startPageUnderTest, textOf, type PageUnderTest } from "./page-under-test.ts";

const GLOBEX = "31000000001";
const NO_EXTENSIONS = { "deal-card": "/none", "company-card": "/none", settings: "/none", "finance-desk": "/none" };
const SOYLENT = "21000000003";
let sandbox: PageUnderTest;
beforeAll(async () => {
  sandbox = await startPageUnderTest();
});
afterAll(() => sandbox.stop());

const soon = { timeout: 60_000 };
const read = (type: string, id: string) => sandbox.hubspot.portal(NORTHWIND_PORTAL).read(type, id);
const property = (type: string, id: string, name: string) => read(type, id).properties[name] ?? null;

describe("the lists", () => {
  test("the deals stand with stage, amount in their own currency, and company; a name leads to the deal", async () => {
    const { page, errors } = await sandbox.open("/");
    const wonka = page.getByRole("row", { name: /Wonka support/ });
    expect(await textOf(wonka)).toMatch(/Closed won.*€6,000\.00.*Wonka Süßwaren GmbH/);
    await page.getByRole("link", { name: "Globex platform 2027" }).click();
    await page.getByRole("heading", { name: "Globex platform 2027" }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/deals/${GLOBEX}`);
    // The card is there, since a worker that ends while it loads complains of that.
    await page.getByRole("tab", { name: "Looks" }).waitFor();
    await page.goBack();
    await page.getByRole("heading", { name: "Deals" }).waitFor();
    expect(errors).toEqual([]);
  });

  test("searching narrows the deals, and says so when none is left", async () => {
    const { page } = await sandbox.open("/");
    await page.getByRole("searchbox").fill("initech");
    await page.getByRole("link", { name: "Initech renewal of seats" }).waitFor();
    expect(await page.getByRole("table", { name: "Deals" }).getByRole("row").count()).toBe(2);
    await page.getByRole("searchbox").fill("nobody");
    await page.getByText("No deal matches “nobody”.").waitFor();
  });

  test("what Tieout writes on a deal appears without a reload", async () => {
    const { page } = await sandbox.open("/");
    await page.getByRole("link", { name: "Hooli gateways" }).waitFor();
    const deal = sandbox.hubspot
      .portal(NORTHWIND_PORTAL)
      .list("deals")
      .find(({ properties }) => properties["dealname"] === "Hooli gateways");
    sandbox.hubspot.portal(NORTHWIND_PORTAL).patch("deals", deal?.id ?? "", { dealname: "Hooli renamed" });
    await page.getByRole("link", { name: "Hooli renamed" }).waitFor();
  });
});

describe("a deal's page", () => {
  test("the stage is changed as the person at the page", async () => {
    const { page } = await sandbox.open("/");
    await page.getByLabel("User").selectOption({ label: "Ben Okafor (rep)" });
    await page.getByRole("link", { name: "Pied Piper API calls" }).click();
    await page.getByLabel("Deal stage").selectOption({ label: "Closed won" });
    const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    await expect.poll(() => property("deals", id, "dealstage"), soon).toBe("closedwon");
    const versions = sandbox.hubspot.world.portals.get(NORTHWIND_PORTAL)?.records.deals.get(id)?.history.get("dealstage");
    expect(versions?.at(-1)?.source).toMatchObject({ changeSource: "CRM_UI", userId: USERS.rep });
  });

  test("a property is saved with Enter, and Escape takes a change back", async () => {
    const { page } = await sandbox.open(`/deals/${GLOBEX}`);
    const description = page.getByLabel("Deal description");
    await description.fill("three years");
    await description.press("Enter");
    await expect.poll(() => property("deals", GLOBEX, "description"), soon).toBe("three years");
    await page.reload();
    await expect.poll(() => description.inputValue(), soon).toBe("three years");
    await description.fill("never mind");
    await description.press("Escape");
    await expect.poll(() => description.inputValue(), soon).toBe("three years");
  });

  test("what HubSpot refuses is said at the property", async () => {
    const { page } = await sandbox.open(`/deals/${GLOBEX}`);
    await page.getByLabel("Amount").fill("a lot");
    await page.getByLabel("Amount").press("Enter");
    await page.getByRole("alert").filter({ hasText: "a lot" }).waitFor();
    expect(property("deals", GLOBEX, "amount")).toBe("120000");
  });

  test("a close date keeps its day", async () => {
    const { page } = await sandbox.open(`/deals/${GLOBEX}`);
    await page.getByLabel("Close date").fill("2026-12-31");
    await page.getByLabel("Close date").press("Enter");
    await expect.poll(() => property("deals", GLOBEX, "closedate"), soon).toMatch(/^2026-12-31T/);
    await page.getByText("Dec 31, 2026").waitFor();
  });

  test("lines are changed, added from a product and taken away", async () => {
    const { page } = await sandbox.open(`/deals/${GLOBEX}`);
    await page.getByRole("tab", { name: "Line items (1)" }).click();
    const [line] = read("deals", GLOBEX).associations.line_items ?? [];
    await page.getByLabel("Quantity of Platform").fill("2");
    await page.getByLabel("Quantity of Platform").press("Enter");
    await expect.poll(() => property("line_items", line?.id ?? "", "quantity"), soon).toBe("2");
    await page.getByLabel("Product").selectOption({ index: 1 });
    await page.getByRole("button", { name: "Add line item" }).click();
    await page.getByRole("tab", { name: "Line items (2)" }).waitFor();
    const added = read("deals", GLOBEX).associations.line_items?.at(-1)?.id ?? "";
    expect(property("line_items", added, "hs_product_id")).toMatch(/^\d+$/);
    await page
      .getByRole("button", { name: `Remove ${property("line_items", added, "name")}` })
      .last()
      .click();
    await page.getByRole("tab", { name: "Line items (1)" }).waitFor();
  });

  test("the tabs are walked with the arrow keys", async () => {
    const { page } = await sandbox.open(`/deals/${GLOBEX}`);
    await page.getByRole("tab", { name: "Tieout" }).press("ArrowRight");
    await page.getByRole("table", { name: "Line items" }).waitFor();
    expect(await page.getByRole("tab", { name: /Line items/ }).getAttribute("aria-selected")).toBe("true");
  });

  test("HubSpot's own address of a deal leads to it, and an unknown one says that it is unknown", async () => {
    const { page } = await sandbox.open(`/contacts/${NORTHWIND_PORTAL}/record/0-3/${GLOBEX}`);
    await page.getByRole("heading", { name: "Globex platform 2027" }).waitFor();
    await page.goto(`${sandbox.url}/deals/999`);
    await page.getByText("There is no such record.").waitFor();
    await page.goto(`${sandbox.url}/nowhere`);
    await page.getByText("There is no such page").waitFor();
  });
});

describe("a company's page", () => {
  test("an address is changed, and the company's deals lead to theirs", async () => {
    const { page } = await sandbox.open("/companies");
    await page.getByRole("link", { name: "Soylent Foods" }).click();
    await page.getByLabel("Street address", { exact: true }).fill("1 New Street");
    await page.getByLabel("Street address", { exact: true }).press("Enter");
    await expect.poll(() => property("companies", SOYLENT, "address"), soon).toBe("1 New Street");
    await page.getByRole("link", { name: "Soylent support and training" }).click();
    await page.getByRole("heading", { name: "Soylent support and training" }).waitFor();
  });
});

describe("the page as a whole", () => {
  test.each([
    "/",
    "/companies",
    `/deals/${GLOBEX}`,
    `/companies/${SOYLENT}`,
    "/quickbooks",
    "/quickbooks/estimates",
    "/quickbooks/customers",
  ])("%s fits a narrow window", async (path) => {
    const { page } = await sandbox.open(path, 360);
    await page.getByRole("heading").first().waitFor();
    await page.waitForLoadState("networkidle");
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
  });

  test("simulators that are gone are said to be gone", async () => {
    const gone = "http://127.0.0.1:9";
    const options = {
      port: 0,
      hubspotUrl: gone,
      quickbooksUrl: gone,
      apiOrigin: gone,
      portalId: 1,
      realmId: "1",
      users: [],
      extensions: NO_EXTENSIONS,
    };
    const lonely = await startCrmPage(options);
    const answer = await fetch(`${lonely.url}/backend/deals`);
    expect([answer.status, await answer.json()]).toEqual([502, { error: "The simulator cannot be reached." }]);
    await lonely.stop();
  });

  test("a taken port is refused as such", async () => {
    const { port } = new URL(sandbox.url);
    const options = { hubspotUrl: "", quickbooksUrl: "", apiOrigin: "", portalId: 1, realmId: "1", users: [], extensions: NO_EXTENSIONS };
    await expect(startCrmPage({ ...options, port: Number(port) })).rejects.toMatchObject({ code: "EADDRINUSE" });
  });

  test("what is not JSON is not acted on, so that another site's form can do nothing", async () => {
    const body = new URLSearchParams({ do: "invoice", id: "1" });
    const answer = await fetch(`${sandbox.url}/backend/quickbooks`, { method: "POST", body });
    expect(answer.status).toBe(415);
  });
});
