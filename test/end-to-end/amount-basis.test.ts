import { afterAll, beforeAll, expect, test } from "vitest";
import { adoptAmountBasis } from "../../api/flows/adopt-amount-basis.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { rowsOf, startStage, type Stage } from "./harness.ts";

let stage: Stage;
beforeAll(async () => void (stage = await startStage()));
afterAll(() => stage?.stop());

type Settings = { amountBasis: string; amountBasisProposal: { basis: string; share: number; deals: number } | null };
const settings = () => stage.actors.ask<Settings>("admin", "/ui/settings");
const put = (body: object) => stage.actors.ask<Settings>("admin", "/ui/settings", { method: "PUT", body });
const propose = () => adoptAmountBasis(stage.tieout.needs, { portalId: NORTHWIND_PORTAL });
const adoptions = async () => (await rowsOf(stage.db.url, "select details from audit_log where what = 'amountBasis.adopted'")).length;

/** Of all won deals, those alone whose amount is `amount` and whose one line is 1,000.00 a month for three years. */
function sell(amount: string, count: number): void {
  const person = stage.sandbox.hubspot.portal(NORTHWIND_PORTAL);
  for (const { id } of person.list("deals")) person.patch("deals", id, { dealstage: "contractsent" });
  for (let n = 0; n < count; n += 1) {
    const deal = person.create("deals", { dealname: "Won", dealstage: "closedwon", pipeline: "default", closedate: "2026-11-18" });
    const recurring = { recurringbillingfrequency: "monthly", hs_recurring_billing_period: "P36M" };
    const line = person.create("line_items", { name: "Seat", quantity: "1", price: "1000", ...recurring });
    person.associate({ objectType: "deals", id: deal.id }, { objectType: "line_items", id: line.id });
    // HubSpot has set the amount by its own basis; somebody sets it by theirs.
    person.patch("deals", deal.id, { amount });
  }
}

test("an install has the won deals looked at", async () => {
  const jobs = await rowsOf(stage.db.url, "select data from pgboss.job where name = 'propose-amount-basis'");
  expect(jobs).toEqual([{ data: { portalId: NORTHWIND_PORTAL } }]);
  expect((await settings()).amountBasisProposal).toBeNull();
});

test("what nine in ten won deals are on is proposed, and taken by itself while nobody has chosen", async () => {
  sell("12000", 12);
  await propose();
  // Annual value and annual recurring revenue are the same here, so the first of them.
  expect(await settings()).toMatchObject({ amountBasis: "acv", amountBasisProposal: { basis: "acv", share: 1, deals: 12 } });
  expect(await adoptions()).toBe(1);
});

test("the settings may be sent back as they were answered", async () => {
  const before = await settings();
  expect(await put(before)).toEqual(before);
});

test("a person's choice stays, also where it is the default, and the proposal is shown beside it", async () => {
  await put({ amountBasis: "tcv" });
  sell("1000", 12);
  await propose();
  expect(await settings()).toMatchObject({ amountBasis: "tcv", amountBasisProposal: { basis: "mrr", share: 1, deals: 12 } });
  expect(await adoptions()).toBe(1);
});
