import { expect, test } from "vitest";
import { startCrmPage } from "../crm-page/crm-page.ts";
import type { StoryView } from "../crm-page/page-api.ts";
import { lastingPort } from "../free-port.ts";
import { openFrontDoor } from "./front-door.ts";

test("the demo's address answers at once with what is being done, and then with the CRM page", async () => {
  const story: StoryView = { state: "starting", lines: ["Starting <PostgreSQL>"] };
  const port = await lastingPort();
  const url = `http://localhost:${port}`;
  const textAt = async (path: string) => (await fetch(`${url}${path}`)).text();

  const server = await openFrontDoor(port, () => story);
  expect(await textAt("/deals/1")).toContain("<li>Starting &lt;PostgreSQL></li>");

  const nowhere = { hubspotUrl: "http://127.0.0.1:9", quickbooksUrl: "http://127.0.0.1:9", apiOrigin: "https://tieout.example" };
  const extensions = { "deal-card": "", "company-card": "", settings: "", "finance-desk": "" };
  const page = await startCrmPage({ ...nowhere, port, server, story: () => story, portalId: 1, realmId: "1", users: [], extensions });
  expect(page.url).toBe(url);
  expect(await textAt("/deals/1")).toContain('<script src="/assets/page.js">');
  expect(JSON.parse(await textAt("/backend/story"))).toEqual(story);
  await page.stop();
});
