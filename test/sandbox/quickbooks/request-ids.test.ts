import { expect, test } from "vitest";
import { CA_REALM } from "../seed/quickbooks.ts";
import { forPiedPiper, quickbooksForTest, refusalOf, sells } from "./for-tests.ts";

test("the same requestid gives the first answer again and makes nothing new", async () => {
  const { call, all, realm } = await quickbooksForTest();
  const before = all(realm, "Estimate").length;
  const first = await call("POST", "/estimate?requestid=r1", forPiedPiper());
  const second = await call("POST", "/estimate?requestid=r1&minorversion=75", forPiedPiper());
  expect(second.text).toBe(first.text);
  expect(all(realm, "Estimate")).toHaveLength(before + 1);
  await call("POST", "/estimate?requestid=r2", forPiedPiper());
  expect(all(realm, "Estimate")).toHaveLength(before + 2);
});

test("the same requestid with another body, or for another kind, is refused with 600", async () => {
  const { call } = await quickbooksForTest();
  await call("POST", "/estimate?requestid=r1", forPiedPiper());
  expect(refusalOf(await call("POST", "/estimate?requestid=r1", forPiedPiper([sells(5)]))).code).toBe("600");
  expect(refusalOf(await call("POST", "/invoice?requestid=r1", forPiedPiper())).code).toBe("600");
});

test("a requestid has 1 to 50 characters", async () => {
  const { call } = await quickbooksForTest();
  expect(refusalOf(await call("POST", `/estimate?requestid=${"x".repeat(51)}`, forPiedPiper())).code).toBe("2130");
  expect(refusalOf(await call("POST", "/estimate?requestid=", forPiedPiper())).code).toBe("2130");
  expect((await call("POST", `/estimate?requestid=${"x".repeat(50)}`, forPiedPiper())).status).toBe(200);
});

test("an old refusal is replayed though its cause is mended, unless told otherwise", async () => {
  const { call, people, realm, configure } = await quickbooksForTest();
  people.setPreferences(realm, { SalesFormsPrefs: { AllowEstimates: false } });
  expect(refusalOf(await call("POST", "/estimate?requestid=r1", forPiedPiper())).code).toBe("6000");
  people.setPreferences(realm, { SalesFormsPrefs: { AllowEstimates: true } });
  expect(refusalOf(await call("POST", "/estimate?requestid=r1", forPiedPiper())).code).toBe("6000");
  expect((await call("POST", "/estimate?requestid=r2", forPiedPiper())).status).toBe(200);
  configure({ requestIds: { replayFaults: false } });
  expect((await call("POST", "/estimate?requestid=r1", forPiedPiper())).status).toBe(200);
});

test("an answer is replayed though its object was deleted since", async () => {
  const { call, people, realm, find } = await quickbooksForTest();
  const first = await call("POST", "/estimate?requestid=r1", forPiedPiper());
  const { Id } = first.body["Estimate"] as { Id: string };
  people.delete(realm, "Estimate", Id);
  expect((await call("POST", "/estimate?requestid=r1", forPiedPiper())).text).toBe(first.text);
  expect(find(realm, "Estimate", Id)).toBeUndefined();
});

test("a forgetful company, or one asked after a day, does the work again", async () => {
  const { call, all, realm, configure, clock, connectAs, oauth } = await quickbooksForTest();
  const before = all(realm, "Estimate").length;
  await call("POST", "/estimate?requestid=r1", forPiedPiper());
  configure({ requestIds: { forgetful: true } });
  await call("POST", "/estimate?requestid=r1", forPiedPiper());
  expect(all(realm, "Estimate")).toHaveLength(before + 2);
  configure({ requestIds: { forgetful: false } });
  clock.advance(86_400_001);
  connectAs(oauth.grantDirectly(realm).access_token);
  await call("POST", "/estimate?requestid=r1", forPiedPiper());
  expect(all(realm, "Estimate")).toHaveLength(before + 3);
});

test("requestids of two companies do not meet", async () => {
  const { url, oauth, call } = await quickbooksForTest();
  await call("POST", "/customer?requestid=r1", { DisplayName: "One" });
  const answer = await fetch(`${url}/v3/company/${CA_REALM}/customer?requestid=r1`, {
    method: "POST",
    headers: { authorization: `Bearer ${oauth.grantDirectly(CA_REALM).access_token}` },
    body: JSON.stringify({ DisplayName: "Two" }),
  });
  expect(await answer.json()).toMatchObject({ Customer: { DisplayName: "Two" } });
});
