import { join } from "node:path";
import type { Page } from "playwright-core";
import { openBrowser } from "../../browser/browser.ts";
import { COMPANY_IDS } from "../seed/hubspot-buyers.ts";
import { DEAL_IDS } from "../seed/hubspot-deals.ts";

const WIDE = { width: 1280, height: 620 };

/** A picture of the story's deal with the card as it stands: how the README's picture is made. */
export function takeScreenshot(pageUrl: string, file: string): Promise<void> {
  return withPage(async (page) => {
    await page.goto(`${pageUrl}/deals/${DEAL_IDS.acme}`);
    await page.getByTestId("totals").waitFor();
    await page.screenshot({ path: file });
  });
}

/** Pictures of the two cards alone, by the names under which the HubSpot project shows them (facts/hubspot.md §1.3). */
export function takePreviews(pageUrl: string, folder: string): Promise<void> {
  const take = async (page: Page, place: { path: string; card: string; shows: string; file: string }) => {
    await page.goto(`${pageUrl}${place.path}`);
    const card = page.getByRole("region", { name: place.card, exact: true });
    await card.getByText(place.shows).first().waitFor();
    await card.screenshot({ path: join(folder, place.file) });
  };
  return withPage(async (page) => {
    await take(page, { path: `/deals/${DEAL_IDS.acme}`, card: "Deal", shows: "In QuickBooks", file: "deal-card-preview.png" });
    await take(page, { path: `/companies/${COMPANY_IDS.acme}`, card: "Company", shows: "Balance", file: "company-card-preview.png" });
  });
}

async function withPage(work: (page: Page) => Promise<void>): Promise<void> {
  const browser = await openBrowser();
  try {
    await work(await browser.newPage({ viewport: WIDE }));
  } finally {
    await browser.close();
  }
}
