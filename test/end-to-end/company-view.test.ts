import { afterAll, beforeAll, expect, test } from "vitest";
import type { ErpInvoice } from "../../api/ports/erp-documents.ts";
import { COMPANY_IDS } from "../sandbox/seed/hubspot-buyers.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { startStage, type Stage } from "./harness.ts";
import { feedMirror } from "./waiting-jobs.ts";

type View = {
  invoices: { id: string; status: string }[];
  invoiceCount: number;
  cursor: string | null;
  balances: { amount: string }[];
  aging: { bucket: string; amount: { amount: string } }[];
};

const INVOICES = 5_000;
const path = `/ui/companies/${COMPANY_IDS.acme}`;
let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
  await feedMirror(stage);
  await stage.db.store.inPortal(NORTHWIND_PORTAL, async (tx) => {
    const connectionId = (await tx.connections.list())[0]?.connectionId ?? "";
    await tx.links.save({
      connectionId,
      recordType: "customer",
      recordId: `company:${COMPANY_IDS.acme}`,
      currency: "USD",
      externalId: "4",
      how: "chosen",
      reasons: [],
    });
    const records = Array.from({ length: INVOICES }, (_, at) => ({ kind: "invoice" as const, record: invoiceOf(at) }));
    await tx.mirror.save(connectionId, records, stage.clock.now());
  });
});
afterAll(() => stage?.stop());

function invoiceOf(at: number): ErpInvoice {
  const date = Temporal.PlainDate.from("2026-11-20")
    .subtract({ days: at % 365 })
    .toString();
  const money = { net: 1_000n, tax: 0n, total: 1_000n, balance: at % 2 === 0 ? 1_000n : 0n };
  return {
    id: String(10_000 + at),
    number: `N${at}`,
    customerId: "4",
    currency: "USD",
    date,
    dueDate: date,
    ...money,
    orderIds: [],
    paymentIds: [],
    creditMemoIds: [],
    voided: at % 10 === 1,
    markers: [],
    lastUpdated: "2026-11-20T00:00:00.000Z",
    version: 1,
    url: "https://qbo.intuit.com/app/invoice?txnId=1",
  };
}

test("a company with thousands of invoices is answered in one call of less than a megabyte, in pages and by status", async () => {
  const view = await stage.actors.ask<View>("rep", path);
  expect(JSON.stringify(view).length).toBeLessThan(1_000_000);
  expect(view.invoices).toHaveLength(100);
  // Two of each ten are open for each void one; the seed's own invoice is overdue too.
  const owed = view.aging.reduce((sum, { amount }) => sum + Number(amount.amount), 0);
  expect(view.balances).toEqual([expect.objectContaining({ amount: owed.toFixed(2) })]);

  const seen = new Set<string>();
  for (let cursor: string | null = ""; cursor !== null;) {
    const page: View = await stage.actors.ask<View>(
      "rep",
      `${path}?status=void${cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    for (const { id, status } of page.invoices) {
      expect(status).toBe("void");
      expect(seen.has(id)).toBe(false);
      seen.add(id);
    }
    cursor = page.cursor;
  }
  expect(seen.size).toBe(INVOICES / 10);
});

test("an invoice's PDF opens by a link for five minutes, and by no other", async () => {
  const link = await stage.actors.ask<{ url: string }>("rep", "/ui/invoices/101/pdf-link", { method: "POST", body: {} });
  const opened = await fetch(link.url);
  expect([
    opened.status,
    opened.headers.get("content-type"),
    opened.headers.get("cache-control"),
    opened.headers.get("x-content-type-options"),
  ]).toEqual([200, "application/pdf", "private, no-store", "nosniff"]);
  expect(
    Buffer.from(await opened.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe("%PDF-");
  expect((await fetch(link.url.replace(/.$/, (last) => (last === "A" ? "B" : "A")))).status).toBe(401);
  await stage.clock.sleep(301_000);
  expect((await fetch(link.url)).status).toBe(401);
  await expect(stage.actors.ask("rep", "/ui/invoices/999999/pdf-link", { method: "POST", body: {} })).rejects.toThrow("invoiceUnknown");
});
