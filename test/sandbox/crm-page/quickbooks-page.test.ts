import type { Locator, Page } from "playwright-core";
import { afterAll, beforeEach, beforeAll, describe, expect, test } from "vitest";
import type { Entity } from "../quickbooks/entity.ts";
import { startPageUnderTest, textOf, type PageUnderTest } from "./page-under-test.ts";

let sandbox: PageUnderTest;
beforeAll(async () => {
  sandbox = await startPageUnderTest();
});
beforeEach(() => sandbox.quickbooks.reset());
afterAll(() => sandbox.stop());

const soon = { timeout: 60_000 };
const find = (kind: "Estimate" | "Invoice" | "Customer", id: string) => sandbox.quickbooks.find(sandbox.realmId, kind, id);
const all = (kind: "Estimate" | "Invoice" | "Payment" | "Customer") => sandbox.quickbooks.all(sandbox.realmId, kind);
const openInvoice = (): Entity => all("Invoice").find(({ Balance, TotalAmt }) => Balance === TotalAmt) as Entity;
const rowOf = (page: Page, { DocNumber }: Entity): Locator => page.getByRole("row", { name: new RegExp(`No. ${DocNumber} `) });
const pending = (): Entity => all("Estimate").find(({ TxnStatus }) => TxnStatus === "Pending") as Entity;

describe("estimates", () => {
  test("one is accepted, becomes an invoice, and is then closed", async () => {
    const estimate = pending();
    const { page, errors } = await sandbox.open("/quickbooks/estimates");
    await rowOf(page, estimate).getByRole("button", { name: "Accept" }).click();
    await expect.poll(() => find("Estimate", estimate.Id)?.TxnStatus, soon).toBe("Accepted");
    const before = all("Invoice").length;
    await rowOf(page, estimate).getByRole("button", { name: "Make invoice" }).click();
    await page.getByText(`Estimate ${estimate.DocNumber} became an invoice.`).waitFor();
    expect(all("Invoice").length).toBe(before + 1);
    expect(all("Invoice").at(-1)?.LinkedTxn).toMatchObject([{ TxnId: estimate.Id, TxnType: "Estimate" }]);
    await rowOf(page, estimate).getByRole("button", { name: "Make invoice" }).waitFor({ state: "detached" });
    expect(errors).toEqual([]);
  });

  test.each([
    ["rejected", "Reject", "Rejected"],
    ["closed", "Close", "Closed"],
  ])("one is %s and opened again", async (_how, press, status) => {
    const estimate = pending();
    const { page } = await sandbox.open("/quickbooks/estimates");
    await rowOf(page, estimate).getByRole("button", { name: press }).click();
    await rowOf(page, estimate).getByText(status).waitFor();
    await rowOf(page, estimate).getByRole("button", { name: "Reopen" }).click();
    await expect.poll(() => find("Estimate", estimate.Id)?.TxnStatus, soon).toBe("Pending");
  });

  test("quantity and rate of a line are changed, and the amount follows", async () => {
    const estimate = pending();
    const { page } = await sandbox.open("/quickbooks/estimates");
    await rowOf(page, estimate).getByRole("button", { name: "Edit" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Quantity").first().fill("3");
    await dialog.getByLabel("Rate").first().fill("100.5");
    expect(await dialog.getByLabel("Amount").first().inputValue()).toBe("301.50");
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "detached" });
    expect(find("Estimate", estimate.Id)?.Line?.[0]).toMatchObject({ Amount: 301.5, SalesItemLineDetail: { Qty: 3, UnitPrice: 100.5 } });
  });

  test("deleting asks first", async () => {
    const estimate = pending();
    const { page } = await sandbox.open("/quickbooks/estimates");
    await rowOf(page, estimate).getByRole("button", { name: "Delete" }).click();
    await page.getByRole("button", { name: "Cancel" }).click();
    expect(find("Estimate", estimate.Id)).toBeDefined();
    await rowOf(page, estimate).getByRole("button", { name: "Delete" }).click();
    await page.getByRole("button", { name: "Yes, delete" }).click();
    await expect.poll(() => find("Estimate", estimate.Id), soon).toBeUndefined();
  });

  test("QuickBooks' own address of an estimate opens its lines", async () => {
    const { page } = await sandbox.open(`/app/estimate?txnId=${pending().Id}`);
    await page.getByRole("table", { name: "Lines" }).waitFor();
  });
});

describe("invoices", () => {
  test("a part of an invoice is paid, then the rest, and the payment taken back opens it again", async () => {
    const invoice = openInvoice();
    const { page } = await sandbox.open("/quickbooks");
    await rowOf(page, invoice).getByRole("button", { name: "Receive payment" }).click();
    await page.getByLabel("Amount received").fill("100");
    await page.getByRole("button", { name: "Save payment" }).click();
    await expect.poll(() => find("Invoice", invoice.Id)?.Balance, soon).toBe((invoice.Balance ?? 0) - 100);

    await page.getByRole("dialog").waitFor({ state: "detached" });
    await rowOf(page, invoice).getByRole("button", { name: "Receive payment" }).click();
    await page.getByRole("button", { name: "Save payment" }).click();
    await rowOf(page, invoice).getByText("Paid", { exact: true }).waitFor();
    expect(await rowOf(page, invoice).getByRole("button", { name: "Receive payment" }).count()).toBe(0);

    await page.getByRole("tab", { name: /Payments/ }).click();
    await page
      .getByRole("row", { name: /Payment of/ })
      .first()
      .getByRole("button", { name: "Delete" })
      .click();
    await page.getByRole("button", { name: "Yes, delete" }).click();
    await expect.poll(() => find("Invoice", invoice.Id)?.Balance, soon).toBe((invoice.Balance ?? 0) - 100);
  });

  test("a voided invoice stays, as void, with nothing left to do but delete it", async () => {
    const invoice = openInvoice();
    const { page } = await sandbox.open("/quickbooks");
    await rowOf(page, invoice).getByRole("button", { name: "Void" }).click();
    await page.getByRole("button", { name: "Yes, void" }).click();
    await rowOf(page, invoice).getByRole("button", { name: "Void" }).waitFor({ state: "detached" });
    await rowOf(page, invoice).getByText("Void", { exact: true }).waitFor();
    expect(await rowOf(page, invoice).getByRole("button").allTextContents()).toEqual([`No. ${invoice.DocNumber}`, "Delete"]);
  });

  test("dates of an invoice are changed, and it is overdue", async () => {
    const invoice = openInvoice();
    const { page } = await sandbox.open("/quickbooks");
    await rowOf(page, invoice).getByRole("button", { name: "Edit" }).click();
    await page.getByLabel("Due date").fill("2026-01-31");
    await page.getByLabel("Date", { exact: true }).fill("2026-01-01");
    await page.getByRole("button", { name: "Save" }).click();
    await rowOf(page, invoice).getByText("Overdue").waitFor();
    expect(find("Invoice", invoice.Id)).toMatchObject({ DueDate: "2026-01-31", TxnDate: "2026-01-01" });
  });
});

describe("customers", () => {
  test("one is renamed; a name that is taken is refused where it was written", async () => {
    const [one, other] = all("Customer") as [Entity, Entity];
    const { page } = await sandbox.open("/quickbooks/customers");
    await page
      .getByRole("row", { name: one.DisplayName ?? "" })
      .getByRole("button", { name: "Edit" })
      .click();
    await page.getByLabel("Display name").fill(other.DisplayName ?? "");
    await page.getByRole("button", { name: "Save" }).click();
    expect(await textOf(page.getByRole("dialog").getByRole("alert"))).toMatch(/name/i);
    await page.getByLabel("Display name").fill("A new name");
    await page.getByRole("button", { name: "Save" }).click();
    await expect.poll(() => find("Customer", one.Id)?.DisplayName, soon).toBe("A new name");
  });
});
