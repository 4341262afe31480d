import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { mirrorRecord } from "../../api/flows/mirror.ts";
import { runScheduled } from "../../api/jobs/schedule.ts";
import { NORTHWIND_PORTAL, USERS } from "../sandbox/seed/hubspot.ts";
import { COMPANY_IDS } from "../sandbox/seed/hubspot-buyers.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { forgetDeals, push, pushOnce, startStage, type Stage } from "./harness.ts";
import { hearBoth, hearQuickBooks } from "./hearing.ts";
import { workWaiting } from "./waiting-jobs.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
  await stage.actors.ask("admin", "/ui/settings", { method: "PUT", body: { roles: { [USERS.finance]: "finance" } } });
});
afterAll(() => stage?.stop());
beforeEach(() => forgetDeals(stage));

const hear = () => hearQuickBooks(stage);
const person = () => stage.sandbox.hubspot.portal(NORTHWIND_PORTAL);
const won = (dealId: string) => person().patch("deals", dealId, { dealstage: "closedwon" });
const ours = () => stage.sandbox.quickbooks.all(US_REALM, "Estimate").filter(({ PrivateNote }) => PrivateNote?.includes("HS-"));
const customerOf = (orderId: string) => stage.sandbox.quickbooks.find(US_REALM, "Estimate", orderId)?.CustomerRef?.value;
const linkOf = (dealId: string) =>
  stage.tieout.needs.store.inPortal(
    NORTHWIND_PORTAL,
    async (tx) => (await tx.links.listOrders()).find((link) => link.recordId === dealId) ?? null,
  );
const rowOf = (dealId: string) => stage.tieout.needs.store.inPortal(NORTHWIND_PORTAL, (tx) => tx.deals.read(dealId));

const customerLinks = () =>
  stage.tieout.needs.store.inPortal(NORTHWIND_PORTAL, async (tx) => {
    const [connection] = await tx.connections.list();
    return tx.links.listCustomers(connection?.connectionId ?? "");
  });
const linkOfCompany = async (id: string) => (await customerLinks()).find(({ recordId }) => recordId === `company:${id}`);
const customersLinked = async () => (await customerLinks()).map(({ externalId }) => externalId);
const shownCustomers = () =>
  person()
    .list("companies")
    .flatMap(({ properties }) => properties["tieout_customer_id"] ?? []);

/** Deals that may have strayed are looked for, and all that comes of it done. */
async function atNight(): Promise<void> {
  await runScheduled(stage.tieout.needs, { portalId: NORTHWIND_PORTAL, kind: "strayed" });
  await workWaiting(stage);
}

/** Another open deal of the same company, without lines, as a rep makes it twice. */
function twinOf(dealId: string): string {
  const { properties, associations } = person().read("deals", dealId);
  const { dealname, pipeline, deal_currency_code } = properties;
  const values = {
    dealname: `${dealname} again`,
    pipeline: pipeline ?? "",
    deal_currency_code: deal_currency_code ?? "",
    dealstage: "contractsent",
  };
  const company = associations.companies?.[0]?.id ?? "";
  return person().create("deals", values, [{ objectType: "companies", id: company }]).id;
}

test("a deal that was pushed and then merged with another has its order still, and no second is made", async () => {
  won(DEAL_IDS.acme);
  await push(stage, DEAL_IDS.acme);
  const [order] = ours();
  const merged = person().merge("deals", DEAL_IDS.acme, twinOf(DEAL_IDS.acme)).id;

  await push(stage, merged, "webhook");
  await push(stage, merged, "button");

  expect(ours()).toEqual([order]);
  expect(await linkOf(merged)).toMatchObject({ externalId: order?.Id });
  expect(await linkOf(DEAL_IDS.acme)).toBeNull();
  expect(await rowOf(merged)).toMatchObject({ state: "pushed", pushedAt: expect.anything() });
  expect(await rowOf(DEAL_IDS.acme)).toMatchObject({ state: "cancelled", pushedAt: null });
});

test("of two pushed deals, one of which lost its order in QuickBooks, the merged one has the order that stands", async () => {
  const [first, second] = [trainingFor(COMPANY_IDS.kramerica), trainingFor(COMPANY_IDS.kramerica)];
  await push(stage, first);
  await push(stage, second);
  const standing = (await linkOf(second))?.externalId;
  stage.sandbox.quickbooks.people.delete(US_REALM, "Estimate", (await linkOf(first))?.externalId ?? "");
  await push(stage, first, "webhook");
  const merged = person().merge("deals", first, second).id;

  await push(stage, merged, "webhook");

  expect(ours()).toHaveLength(1);
  expect(await linkOf(merged)).toMatchObject({ externalId: standing });
});

test("of two deals that were merged and had an order each, one keeps its order, and finance is told once of the other until it is gone", async () => {
  const [first, second] = [trainingFor(COMPANY_IDS.kramerica), trainingFor(COMPANY_IDS.kramerica)];
  await push(stage, first);
  await push(stage, second);
  const made = ours().map(({ Id }) => Id);
  const merged = person().merge("deals", first, second).id;
  const letters = async () =>
    (await stage.actors.ask<{ deadLetters: { cause: string; message: string; attempts: number }[] }>("finance", "/ui/dead-letters"))
      .deadLetters;

  await push(stage, merged, "webhook");
  await push(stage, merged, "button");
  await push(stage, second, "sweep");

  expect(ours().map(({ Id }) => Id)).toEqual(made);
  const kept = (await linkOf(merged))?.externalId;
  const left = made.find((id) => id !== kept) ?? "";
  const numberOf = (id: string) => stage.sandbox.quickbooks.find(US_REALM, "Estimate", id)?.DocNumber;
  expect(await letters()).toEqual([expect.objectContaining({ cause: "orderTwice", attempts: 1 })]);
  expect((await letters())[0]?.message).toContain(`Order ${numberOf(kept ?? "")} stays with the merged deal ${merged}`);
  expect((await letters())[0]?.message).toContain(`order ${numberOf(left)} of deal`);

  const doubles = () => runScheduled(stage.tieout.needs, { portalId: NORTHWIND_PORTAL, kind: "doubles" });
  await doubles();
  expect(await letters()).toHaveLength(1);
  stage.sandbox.quickbooks.people.delete(US_REALM, "Estimate", left);
  const { connectionId = "" } = (await linkOf(merged)) ?? {};
  await mirrorRecord(stage.tieout.needs, { portalId: NORTHWIND_PORTAL, connectionId }, "order", left);
  await doubles();
  expect(await letters()).toEqual([]);
});

test("an order that may have been made for one of two merged deals is told, too", async () => {
  const [first, second] = [trainingFor(COMPANY_IDS.kramerica), trainingFor(COMPANY_IDS.kramerica)];
  await push(stage, first);
  stage.sandbox.quickbooks.wire.faults.add({ match: { method: "POST", path: "/estimate\\?" }, when: "after", kind: "drop" });
  await expect(pushOnce(stage, second)).rejects.toMatchObject({ kind: "unavailable" });
  const merged = person().merge("deals", first, second).id;

  await push(stage, merged, "webhook");

  const { deadLetters } = await stage.actors.ask<{ deadLetters: { message: string }[] }>("finance", "/ui/dead-letters");
  expect(deadLetters[0]?.message).toContain(`HS-${second}`);
  expect(ours()).toHaveLength(2);
});

test("of two orders that a merged deal brought along, the other is its order once the one is deleted in QuickBooks", async () => {
  const [first, second] = [trainingFor(COMPANY_IDS.kramerica), trainingFor(COMPANY_IDS.kramerica)];
  await push(stage, first);
  await push(stage, second);
  const merged = person().merge("deals", first, second).id;
  await push(stage, merged, "webhook");
  const doubled = (await linkOf(merged))?.externalId ?? "";
  await hear();

  stage.sandbox.quickbooks.people.delete(US_REALM, "Estimate", doubled);
  await hear();

  const [standing, ...others] = ours();
  expect(others).toEqual([]);
  expect(await linkOf(merged)).toMatchObject({ externalId: standing?.Id });
  expect(person().read("deals", merged).properties["tieout_order_number"]).toBe(standing?.["DocNumber"] ?? standing?.Id);
  expect(await rowOf(merged)).toMatchObject({ state: "changed" });
  const { deadLetters } = await stage.actors.ask<{ deadLetters: { message: string }[] }>("finance", "/ui/dead-letters");
  expect(deadLetters.filter(({ message }) => message.includes(merged))).toEqual([]);
});

test("of two customers that were merged in QuickBooks, the company of the one that is gone is linked to none", async () => {
  won(DEAL_IDS.kramerica);
  await push(stage, DEAL_IDS.kramerica);
  await push(stage, DEAL_IDS.soylent);
  const customers = ours().map(({ Id }) => customerOf(Id) ?? "");
  await hear();

  stage.sandbox.quickbooks.people.mergeCustomers(US_REALM, customers[0] ?? "", customers[1] ?? "");
  await hear();

  expect(await customersLinked()).toEqual([customers[1]]);
  expect(shownCustomers()).toEqual([customers[1]]);
});

test("customers that were merged while the company was not joined are followed when it is read as a whole again", async () => {
  won(DEAL_IDS.kramerica);
  await push(stage, DEAL_IDS.kramerica);
  await push(stage, DEAL_IDS.soylent);
  const customers = ours().map(({ Id }) => customerOf(Id) ?? "");
  await hear();

  await stage.actors.ask("admin", "/ui/quickbooks/disconnect", { method: "POST", body: {} });
  stage.sandbox.quickbooks.people.mergeCustomers(US_REALM, customers[0] ?? "", customers[1] ?? "");
  stage.sandbox.quickbooks.webhooks.forget();
  const { url } = await stage.actors.ask<{ url: string }>("admin", "/ui/quickbooks/connect", { method: "POST", body: {} });
  await stage.actors.walk(url);
  await workWaiting(stage);

  expect(await customersLinked()).toEqual([customers[1]]);
});

test("a merged deal does not go on showing what one of the two had shown", async () => {
  const disconnect = () => stage.actors.ask("admin", "/ui/quickbooks/disconnect", { method: "POST", body: {} });
  await disconnect();
  await push(stage, DEAL_IDS.hooli);
  const { url } = await stage.actors.ask<{ url: string }>("admin", "/ui/quickbooks/connect", { method: "POST", body: {} });
  await stage.actors.walk(url);
  const twin = twinOf(DEAL_IDS.hooli);
  const merged = person().merge("deals", DEAL_IDS.hooli, twin).id;
  person().patch("deals", merged, { dealstage: "contractsent" });
  const shown = () => person().read("deals", merged).properties;
  expect(shown()).toMatchObject({ tieout_state: "notConnected" });

  await push(stage, merged, "webhook");

  expect(shown()).toMatchObject({ tieout_state: "notReady" });
  expect(shown()["tieout_message"]).not.toContain("not connected");
});

test("a deal merged while nobody knew what had become of its order gets that order, though request ids are forgotten", async () => {
  const { quickbooks } = stage.sandbox;
  won(DEAL_IDS.umbrella);
  quickbooks.configure({ requestIds: { forgetful: true } });
  quickbooks.wire.faults.add({ match: { method: "POST", path: "/estimate\\?" }, when: "after", kind: "drop" });
  await expect(pushOnce(stage, DEAL_IDS.umbrella)).rejects.toMatchObject({ kind: "unavailable" });
  const merged = person().merge("deals", DEAL_IDS.umbrella, twinOf(DEAL_IDS.umbrella)).id;

  await push(stage, merged, "webhook");

  expect(ours()).toHaveLength(1);
  expect(await linkOf(merged)).toMatchObject({ externalId: ours()[0]?.Id });
});

test("an order that is on its way while its company is merged gets there, for the customer that the company had", async () => {
  const { quickbooks } = stage.sandbox;
  won(DEAL_IDS.initech);
  quickbooks.wire.faults.add({ match: { method: "POST", path: "/estimate\\?" }, when: "before", kind: "drop" });
  await expect(pushOnce(stage, DEAL_IDS.initech)).rejects.toMatchObject({ kind: "unavailable" });
  const company = person().read("deals", DEAL_IDS.initech).associations.companies?.[0]?.id ?? "";
  const link = await linkOfCompany(company);
  const merged = person().merge("companies", company, person().create("companies", { name: "Initech in one" }).id).id;

  await push(stage, DEAL_IDS.initech);

  expect(await linkOfCompany(merged)).toMatchObject({ externalId: link?.externalId });
  expect(ours().map(({ Id }) => customerOf(Id))).toEqual([link?.externalId]);
});

test("the next deal of a company that was merged uses the customer that the company had", async () => {
  won(DEAL_IDS.globex);
  won(DEAL_IDS.kramerica);
  await push(stage, DEAL_IDS.globex);
  const before = stage.sandbox.quickbooks.all(US_REALM, "Customer").length;
  const [first] = ours();
  const twin = person().create("companies", { name: "Globex twin" }).id;
  const merged = person().merge("companies", COMPANY_IDS.globex, twin).id;
  person().associate({ objectType: "deals", id: DEAL_IDS.kramerica }, { objectType: "companies", id: merged, labels: ["Billing"] });

  await push(stage, DEAL_IDS.kramerica);

  const second = ours().find(({ Id }) => Id !== first?.Id);
  expect(customerOf(second?.Id ?? "")).toBe(customerOf(first?.Id ?? ""));
  expect(stage.sandbox.quickbooks.all(US_REALM, "Customer")).toHaveLength(before);
  person().dissociate({ objectType: "deals", id: DEAL_IDS.kramerica }, { objectType: "companies", id: merged });
});

test("of two companies that were merged and had a customer each, finance says which one the next deal is for", async () => {
  won(DEAL_IDS.kramerica);
  await push(stage, DEAL_IDS.kramerica);
  await push(stage, DEAL_IDS.soylent);
  const ofKramerica = customerOf(ours()[0]?.Id ?? "");
  const merged = person().merge("companies", COMPANY_IDS.soylent, COMPANY_IDS.kramerica).id;
  const next = trainingFor(merged);

  await push(stage, next);
  expect(ours()).toHaveLength(2);
  const findings = expect.arrayContaining([expect.objectContaining({ code: "customerUnclear" })]);
  expect(await rowOf(next)).toMatchObject({ state: "needsReview", findings });

  const { matches } = await stage.actors.ask<{ matches: { id: string; record: { id: string } }[] }>("finance", "/ui/matches?state=open");
  const id = matches.find(({ record }) => record.id === merged)?.id;
  await stage.actors.ask("finance", `/ui/matches/${id}/link`, { method: "POST", body: { customerId: ofKramerica } });
  await push(stage, next);
  const [order] = ours().slice(2);
  expect(customerOf(order?.Id ?? "")).toBe(ofKramerica);
});

test("a company that was merged has the customer that it had once HubSpot tells, though no deal leads to it any more", async () => {
  won(DEAL_IDS.initech);
  await push(stage, DEAL_IDS.initech);
  const company = person().read("deals", DEAL_IDS.initech).associations.companies?.[0]?.id ?? "";
  const link = await linkOfCompany(company);
  stage.sandbox.hubspot.world.webhooks.clear();
  const merged = person().merge("companies", company, person().create("companies", { name: "Initech again" }).id).id;
  person().remove("deals", DEAL_IDS.initech);
  await hearBoth(stage);

  expect(link).toBeDefined();
  expect(await linkOfCompany(merged)).toMatchObject({ externalId: link?.externalId });
  person().restore("deals", DEAL_IDS.initech);
});

test("a merged company does not go on showing a customer that is nobody's any more", async () => {
  won(DEAL_IDS.initech);
  await push(stage, DEAL_IDS.initech);
  await hear();
  const company = person().read("deals", DEAL_IDS.initech).associations.companies?.[0]?.id ?? "";
  const customer = (await linkOfCompany(company))?.externalId ?? "";
  const merged = person().merge("companies", company, person().create("companies", { name: "Initech at last" }).id).id;
  const shown = () => person().read("companies", merged).properties["tieout_customer_id"];
  expect(shown()).toBe(customer);
  for (const { Id } of ours()) stage.sandbox.quickbooks.people.delete(US_REALM, "Estimate", Id);
  stage.sandbox.quickbooks.people.mergeCustomers(US_REALM, customer, "3");
  await hear();
  await hearBoth(stage);

  expect(await linkOfCompany(merged)).toBeUndefined();
  expect(shown() ?? "").toBe("");
});

test("a company that was merged without a word from HubSpot has at night the customer that it had", async () => {
  won(DEAL_IDS.initech);
  await push(stage, DEAL_IDS.initech);
  await hear();
  // What we wrote on the deal is a change of it, too, and looked at once.
  await stage.clock.sleep(3_600_000);
  await atNight();
  await stage.clock.sleep(3_600_000);
  const company = person().read("deals", DEAL_IDS.initech).associations.companies?.[0]?.id ?? "";
  const link = await linkOfCompany(company);
  const merged = person().merge("companies", company, person().create("companies", { name: "Acme again" }).id).id;

  // HubSpot chooses which of two values a merged company keeps.
  person().patch("companies", merged, { tieout_customer_id: "" });
  await atNight();

  expect(await linkOfCompany(merged)).toMatchObject({ externalId: link?.externalId });
  expect(await linkOfCompany(company)).toBeUndefined();
  expect(person().read("companies", merged).properties).toMatchObject({ tieout_customer_id: link?.externalId });
  expect(ours().filter(({ PrivateNote }) => PrivateNote?.includes(DEAL_IDS.initech))).toHaveLength(1);
});

/** A won deal of the company over two days of training. */
function trainingFor(company: string): string {
  const { properties, associations } = person().read("deals", DEAL_IDS.soylent);
  const line = { name: "Training day", hs_sku: "TRAINING-DAY", price: "1200", quantity: "2", hs_line_item_currency_code: "USD" };
  const { id: lineId } = person().create("line_items", line);
  const { pipeline, closedate, tieout_payment_terms: terms } = properties;
  const given = { pipeline, closedate, tieout_payment_terms: terms, deal_currency_code: "USD", dealname: "Training", amount: "2400" };
  const values = Object.fromEntries(Object.entries({ ...given, dealstage: "closedwon" }).map(([name, value]) => [name, value ?? ""]));
  return person().create("deals", values, [
    { objectType: "companies", id: company },
    { objectType: "contacts", id: associations.contacts?.[0]?.id ?? "", labels: ["Billing"] },
    { objectType: "line_items", id: lineId },
  ]).id;
}
