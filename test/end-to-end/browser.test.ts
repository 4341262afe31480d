import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { COMPANY_IDS } from "../sandbox/seed/hubspot-buyers.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { startBrowserStage, type BrowserStage } from "./browser-stage.ts";

let stage: BrowserStage;

beforeAll(async () => {
  stage = await startBrowserStage();
});

afterAll(() => stage?.stop());

describe("a person in the browser", () => {
  test("presses Push, receives the payment in QuickBooks, sees paid on the deal and on the company", async () => {
    const { sandbox, page, url } = stage;
    await page.goto(`${url}/deals/${DEAL_IDS.globex}`);
    await page.getByRole("button", { name: "Push to QuickBooks" }).click();
    await page.getByText("In QuickBooks", { exact: true }).first().waitFor();
    const order = sandbox.quickbooks.all(US_REALM, "Estimate").find(({ PrivateNote }) => PrivateNote?.includes(DEAL_IDS.globex));
    await page.getByRole("link", { name: String(order?.DocNumber) }).waitFor();

    await page.goto(`${url}/quickbooks`);
    await page.getByRole("tab", { name: /Estimates/ }).click();
    await rowOf(page, String(order?.DocNumber)).getByRole("button", { name: "Make invoice" }).click();
    await page.getByText("became an invoice").first().waitFor();
    await page.getByRole("tab", { name: /Invoices/ }).click();
    const invoice = sandbox.quickbooks
      .all(US_REALM, "Invoice")
      .find(({ LinkedTxn }) => LinkedTxn?.some(({ TxnId }) => TxnId === order?.Id));
    await rowOf(page, String(invoice?.DocNumber)).getByRole("button", { name: "Receive payment" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Save payment" }).click();

    await page.goto(`${url}/deals/${DEAL_IDS.globex}`);
    const invoices = page.getByRole("row").filter({ hasText: String(invoice?.DocNumber) });
    await invoices.getByText("Paid", { exact: true }).waitFor();

    await page.goto(`${url}/companies/${COMPANY_IDS.globex}`);
    await invoices.getByText("Paid", { exact: true }).waitFor();
    await page.getByRole("link", { name: "Globex Corp", exact: true }).first().waitFor();
    expect(sandbox.quickbooks.all(US_REALM, "Estimate").filter(({ PrivateNote }) => PrivateNote?.includes(DEAL_IDS.globex))).toHaveLength(
      1,
    );
  });
});

function rowOf(page: Page, number: string) {
  return page.getByRole("row", { name: number });
}
