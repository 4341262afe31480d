import { expect, test } from "vitest";
import { forPiedPiper, quickbooksForTest, refusalOf, sells } from "./for-tests.ts";

const OCTETS = { "content-type": "application/octet-stream" };

test("the PDF of an invoice is a real one with its number and total", async () => {
  const { url, post, realm, oauth } = await quickbooksForTest();
  const lines = Array.from({ length: 60 }, () => sells(2.5));
  const invoice = await post("/invoice", forPiedPiper(lines));
  const answer = await fetch(`${url}/v3/company/${realm}/invoice/${invoice.Id}/pdf`, {
    headers: { authorization: `Bearer ${oauth.grantDirectly(realm).access_token}`, accept: "application/pdf" },
  });
  const file = Buffer.from(await answer.arrayBuffer()).toString("latin1");
  expect(answer.headers.get("content-type")).toBe("application/pdf");
  expect(file.startsWith("%PDF-1.4")).toBe(true);
  expect(file.endsWith("%%EOF\n")).toBe(true);
  expect(file).toContain(`INVOICE ${invoice.DocNumber}`);
  expect(file).toContain("TOTAL USD 150.00");
  expect(file).toContain("/Count 2");
  const table = Number(/startxref\n(\d+)/.exec(file)![1]);
  expect(file.slice(table, table + 4)).toBe("xref");
  const firstObject = Number(/xref\n0 \d+\n\d{10} 65535 f \n(\d{10})/.exec(file)![1]);
  expect(file.slice(firstObject, firstObject + 7)).toBe("1 0 obj");
});

test("sending marks the form as sent, and sendTo becomes its address", async () => {
  const { call, post, webhooks } = await quickbooksForTest();
  const invoice = await post("/invoice", forPiedPiper());
  const answer = await call("POST", `/invoice/${invoice.Id}/send?sendTo=ann%40piedpiper.example`, "", OCTETS);
  expect(answer.body["Invoice"]).toMatchObject({
    EmailStatus: "EmailSent",
    BillEmail: { Address: "ann@piedpiper.example" },
    DeliveryInfo: { DeliveryType: "Email" },
    SyncToken: "1",
  });
  expect(webhooks.waiting()).toBeGreaterThan(0);
});

test("sending needs an address and the right content type", async () => {
  const { call, post } = await quickbooksForTest();
  const invoice = await post("/invoice", forPiedPiper());
  expect(refusalOf(await call("POST", `/invoice/${invoice.Id}/send`, "", OCTETS)).code).toBe("6420");
  expect(refusalOf(await call("POST", `/invoice/${invoice.Id}/send?sendTo=a%40b.co`, {})).code).toBe("500");
  expect(refusalOf(await call("POST", "/invoice/999/send?sendTo=a%40b.co", "", OCTETS)).code).toBe("610");
});

test("the link to pay is given only when asked for, with an address on the invoice", async () => {
  const { post, read } = await quickbooksForTest();
  const invoice = await post("/invoice", forPiedPiper([sells()], { BillEmail: { Address: "a@b.example" } }));
  expect(await read(`/invoice/${invoice.Id}`)).not.toHaveProperty("InvoiceLink");
  expect(String((await read(`/invoice/${invoice.Id}?include=invoiceLink`))["InvoiceLink"])).toContain("comingSoonview");
  expect(await read("/invoice/102?include=invoiceLink")).not.toHaveProperty("InvoiceLink");
});
