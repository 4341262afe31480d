import { expect, test } from "vitest";
import { CA_REALM } from "../seed/quickbooks.ts";
import { forPiedPiper, quickbooksForTest, sells } from "./for-tests.ts";

const field = (DefinitionId: string) => ({ CustomField: [{ DefinitionId, Type: "StringType", StringValue: "GX-1" }] });

test("a custom field keeps its text under the name that the company gave it", async () => {
  const { post } = await quickbooksForTest();
  expect(await post("/estimate", forPiedPiper([sells()], field("1")))).toMatchObject({
    CustomField: [{ DefinitionId: "1", Name: "P.O. Number", StringValue: "GX-1" }],
  });
});

test("what is sent for a custom field that is not in use is lost without a word", async () => {
  const { post } = await quickbooksForTest();
  expect(await post("/estimate", forPiedPiper([sells()], field("3")))).toMatchObject({ CustomField: [] });
});

test("a class is lost without a word while its tracking is off", async () => {
  const { post, people, realm } = await quickbooksForTest();
  const body = forPiedPiper([sells(100, { ClassRef: { value: "1" } })], { ClassRef: { value: "2" } });
  expect(await post("/estimate", body)).toMatchObject({
    ClassRef: { value: "2", name: "West" },
    Line: [{ SalesItemLineDetail: { ClassRef: { value: "1", name: "East" } } }, {}],
  });
  people.setPreferences(realm, { AccountingInfoPrefs: { ClassTrackingPerTxn: false, ClassTrackingPerTxnLine: false } });
  expect(JSON.stringify(await post("/estimate", body))).not.toContain("ClassRef");
});

test("a customer type or an exemption reason that does not exist is refused, and a reason makes the customer exempt", async () => {
  const { post, refusal } = await quickbooksForTest();
  expect((await refusal("/customer", { DisplayName: "A", CustomerTypeRef: { value: "99" } })).code).toBe("2500");
  expect((await refusal("/customer", { DisplayName: "A", TaxExemptionReasonId: "16" })).code).toBe("2170");
  expect(await post("/customer", { DisplayName: "A", Taxable: false })).toMatchObject({ Taxable: true });
  expect(await post("/customer", { DisplayName: "B", Taxable: false, TaxExemptionReasonId: "7" })).toMatchObject({ Taxable: false });
});

test("outside the US no line needs a tax code while sales tax is off", async () => {
  const { post, refusal, people } = await quickbooksForTest({ realm: CA_REALM });
  const body = {
    CustomerRef: { value: "1" },
    Line: [{ DetailType: "SalesItemLineDetail", Amount: 1, SalesItemLineDetail: { ItemRef: { value: "1" } } }],
  };
  expect((await refusal("/estimate", body)).code).toBe("6000");
  people.setPreferences(CA_REALM, { TaxPrefs: { UsingSalesTax: false } });
  expect(await post("/estimate", body)).toMatchObject({ TotalAmt: 1 });
});
