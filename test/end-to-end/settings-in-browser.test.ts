import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { USERS } from "../sandbox/seed/hubspot.ts";
import { CA_REALM } from "../sandbox/seed/quickbooks.ts";
import { startBrowserStage, type BrowserStage } from "./browser-stage.ts";

const TEST_MS = 120_000;
const PATIENCE = { timeout: 30_000 };
type Settings = {
  routing: { defaultConnectionId: string | null };
  roles: Record<string, string>;
  settleSeconds: number;
  approvals: { contractOver: string | null };
};

let stage: BrowserStage;

beforeAll(async () => {
  stage = await startBrowserStage({ port: 4500, userId: USERS.admin, patienceMs: 60_000 });
}, 180_000);

afterAll(() => stage?.stop());

const settings = () => stage.actors.ask<Settings>("admin", "/ui/settings");
const openTab = (name: string) => stage.page.getByRole("tab", { name }).click();

describe("an admin in the browser", () => {
  test(
    "sees which steps are left, and which nobody can tell of",
    async () => {
      const { page, url } = stage;
      await page.goto(`${url}/settings`);
      const row = (text: string) => page.getByRole("row").filter({ hasText: text });
      await row("Connect QuickBooks").getByText("Done").waitFor();
      await row("told when work stops").getByText("To do").waitFor();
      await row("record view of deals").getByText("Check by hand").waitFor();
    },
    TEST_MS,
  );

  test(
    "changes how deals are pushed, the limits of approvals and a role",
    async () => {
      const { page } = stage;
      await openTab("Push");
      await page.getByLabel("Seconds that a won deal must be left alone").fill("90");
      await page.getByRole("button", { name: "Save" }).click();
      await expect.poll(async () => (await settings()).settleSeconds, PATIENCE).toBe(90);
      await openTab("Approvals");
      await page.getByLabel("Contract over").fill("50000");
      await page.getByRole("button", { name: "Save" }).click();
      await expect.poll(async () => (await settings()).approvals.contractOver, PATIENCE).toBe("50000");
      await openTab("Roles");
      await page.getByLabel(/Ben Okafor/).selectOption({ label: "Finance: approves, maps, decides" });
      await expect.poll(async () => (await settings()).roles, PATIENCE).toMatchObject({ [USERS.rep]: "finance" });
    },
    TEST_MS,
  );

  test(
    "connects a second company, sees its name, and only then says yes",
    async () => {
      const { page, sandbox, actors } = stage;
      await openTab("QuickBooks");
      await page.getByRole("button", { name: "Connect a QuickBooks company" }).click();
      const link = page.getByRole("link", { name: /Open QuickBooks in a new tab/ });
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
      await expect.poll(async () => (await settings()).routing.defaultConnectionId, PATIENCE).not.toBeNull();
    },
    TEST_MS,
  );
});
