import { afterAll, beforeAll, expect, test } from "vitest";
import { DEAL_IDS } from "../seed/hubspot-deals.ts";
import { startPageUnderTest, type PageUnderTest } from "./page-under-test.ts";

let sandbox: PageUnderTest;
beforeAll(async () => {
  sandbox = await startPageUnderTest();
  const fields = { inputFields: [], outputFields: [], properties: [] };
  const action = { uid: "echo", name: "Say it again", actionUrl: `${sandbox.api.url}/echo`, objectTypes: ["DEAL"], ...fields };
  sandbox.hubspot.world.app.workflowActions.push(action, { ...action, uid: "other", name: "For companies", objectTypes: ["COMPANY"] });
});
afterAll(() => sandbox?.stop());

test("a workflow is run on a deal, and the page shows what came of it", async () => {
  const { page, errors } = await sandbox.open(`/deals/${DEAL_IDS.globex}`);
  await page.getByRole("tab", { name: "Workflows" }).click();
  await page.getByText("No workflow has run on this deal yet.").waitFor();
  expect(await page.getByLabel("Action").locator("option").allTextContents()).toEqual(["Say it again"]);
  await page.getByRole("button", { name: "Run workflow" }).click();
  const table = page.getByRole("table", { name: "Workflow runs" });
  await table.getByText("Succeeded").waitFor();
  expect(await table.getByRole("row").count()).toBe(2);
  expect(errors).toEqual([]);
  await page.close();
});
