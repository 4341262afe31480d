import { openBrowser } from "../../browser/browser.ts";
import { DEAL_IDS } from "../seed/hubspot-deals.ts";

/** A picture of the story's deal with the card as it stands: how the README's picture is made. */
export async function takeScreenshot(pageUrl: string, file: string): Promise<void> {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 620 } });
    await page.goto(`${pageUrl}/deals/${DEAL_IDS.acme}`);
    await page.getByTestId("totals").waitFor();
    await page.screenshot({ path: file });
  } finally {
    await browser.close();
  }
}
