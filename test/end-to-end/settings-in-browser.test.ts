import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { USERS } from "../sandbox/seed/hubspot.ts";
import { CA_REALM } from "../sandbox/seed/quickbooks.ts";
import { PATIENCE_MS, startBrowserStage, type BrowserStage } from "./browser-stage.ts";

const PATIENCE = { timeout: PATIENCE_MS };
type Settings = {
  routing: { rules: object[]; defaultConnectionId: string | null };
  roles: Record<string, string>;
  settleSeconds: number;
  approvals: { contractOver: string | null };
};

let stage: BrowserStage;

beforeAll(async () => {
  stage = await startBrowserStage({ userId: USERS.admin });
});

afterAll(() => stage?.stop());

const settings = () => stage.actors.ask<Settings>("admin", "/ui/settings");
const openTab = (name: string) => stage.page.getByRole("tab", { name }).click();

describe("an admin in the browser", () => {
  test("sees which steps are left, and which nobody can tell of", async () => {
    const { page, url } = stage;
    await page.goto(`${url}/settings`);
    const row = (text: string) => page.getByRole("row").filter({ hasText: text });
    await row("Connect QuickBooks").getByText("Done").waitFor();
    await row("told when work stops").getByText("To do").waitFor();
    await row("record view of deals").getByText("Check by hand").waitFor();
  });

  test("changes how deals are pushed, the limits of approvals and a role", async () => {
    const { page } = stage;
    await openTab("Push");
    await page.getByLabel("Seconds that a won deal must be left alone").fill("90");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect.poll(async () => (await settings()).settleSeconds, PATIENCE).toBe(90);
    await openTab("Approvals");
    await page.getByLabel("Contract over").fill("50000");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect.poll(async () => (await settings()).approvals.contractOver, PATIENCE).toBe("50000");
    await openTab("Roles");
    await page.getByLabel(/Ben Okafor/).selectOption({ label: "Finance: approves, maps, decides" });
    await expect.poll(async () => (await settings()).roles, PATIENCE).toMatchObject({ [USERS.rep]: "finance" });
    await page.getByLabel("Somebody else").fill("carla@northwind.example");
    await page.getByRole("button", { name: "Give the role" }).click();
    await expect.poll(async () => (await settings()).roles, PATIENCE).toMatchObject({ "carla@northwind.example": "finance" });
  });

  test("connects a second company, sees its name, and only then says yes", async () => {
    const { page, sandbox, actors } = stage;
    await openTab("QuickBooks");
    await page.getByRole("button", { name: "Connect a QuickBooks company" }).click();
    const link = page.getByRole("link", { name: /Go on to QuickBooks/ });
    sandbox.quickbooks.autoApprove(CA_REALM);
    await actors.walk((await link.getAttribute("href")) ?? "");
    await page.getByRole("button", { name: "I have chosen the company" }).click();
    await page.getByText("Waits for your yes").waitFor();
    await page.getByRole("button", { name: "Yes, this is the company" }).click();
    await expect
      .poll(
        async () =>
          (await actors.ask<{ connections: { state: string }[] }>("admin", "/ui/quickbooks")).connections.map(({ state }) => state),
        PATIENCE,
      )
      .toEqual(["active", "active"]);
    await page.getByLabel("A deal that no rule sends elsewhere goes to").selectOption({ label: "Sandbox Company CA" });
    await page.getByRole("button", { name: "Add a rule" }).click();
    await page.getByLabel("Rule 1: a deal's").selectOption({ label: "currency" });
    await page.getByLabel("is", { exact: true }).selectOption({ label: "EUR" });
    await page.getByRole("button", { name: "Save the routing" }).click();
    await expect.poll(async () => (await settings()).routing.defaultConnectionId, PATIENCE).not.toBeNull();
    expect((await settings()).routing.rules).toMatchObject([{ by: "currency", value: "EUR" }]);
  });

  test("takes the configuration out, and is told what is wrong with one that is put in", async () => {
    const { page } = stage;
    await openTab("Configuration");
    await page.getByRole("button", { name: "Show the configuration" }).click();
    const taken = await page.getByLabel("tieout-configuration.json").inputValue();
    const text = page.getByLabel("The file's text");
    await text.fill(taken.replace('"settleSeconds": 90', '"settleSeconds": -1'));
    await page.getByRole("button", { name: "Check" }).click();
    await page.getByText(/settings.settleSeconds: /).waitFor();
    await text.fill(taken.replace('"settleSeconds": 90', '"settleSeconds": 75'));
    await page.getByRole("button", { name: "Check" }).click();
    await page.getByText("1 change, 0 faults.").waitFor();
    await page.getByRole("button", { name: "Apply" }).click();
    await expect.poll(async () => (await settings()).settleSeconds, PATIENCE).toBe(75);
  });
});
