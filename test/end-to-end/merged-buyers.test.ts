import { expect, test } from "vitest";
import { followMerges } from "../../api/flows/follow-merges.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { followCompanyMerge } from "../../api/flows/follow-company-merge.ts";
import { COMPANY_IDS } from "../sandbox/seed/hubspot-buyers.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { push, pushOnce } from "./harness.ts";
import { hearBoth } from "./hearing.ts";
import { mergesStage } from "./merges-stage.ts";
import { workWaiting } from "./waiting-jobs.ts";

type Match = { id: string; record: { id: string }; candidates: { customerId: string; active: boolean }[] };

const on = mergesStage();
const shownCustomers = () =>
  on
    .person()
    .list("companies")
    .flatMap(({ properties }) => properties["tieout_customer_id"] ?? []);

test("of two customers that were merged in QuickBooks, the company of the one that is gone is linked to none", async () => {
  on.won(DEAL_IDS.kramerica);
  await push(on.stage, DEAL_IDS.kramerica);
  await push(on.stage, DEAL_IDS.soylent);
  const customers = on.ours().map(({ Id }) => on.customerOf(Id) ?? "");
  await on.hear();

  on.stage.sandbox.quickbooks.people.mergeCustomers(US_REALM, customers[0] ?? "", customers[1] ?? "");
  await on.hear();

  expect(await on.customersLinked()).toEqual([customers[1]]);
  expect(shownCustomers()).toEqual([customers[1]]);
});

test("customers that were merged a moment ago are followed, though queries know of it half a minute later", async () => {
  const { quickbooks } = on.stage.sandbox;
  on.won(DEAL_IDS.kramerica);
  await push(on.stage, DEAL_IDS.kramerica);
  await on.hear();
  await on.stage.clock.sleep(60_000);
  quickbooks.configure({ queryLagSeconds: 30 });

  quickbooks.people.mergeCustomers(US_REALM, (await on.customersLinked())[0] ?? "", "2");
  quickbooks.webhooks.configure({ held: false });
  await quickbooks.webhooks.flush();
  quickbooks.webhooks.configure({ held: true });
  await workWaiting(on.stage, { inTime: true });

  expect(await on.customersLinked()).toEqual(["2"]);
  quickbooks.configure({ queryLagSeconds: 0 });
});

test("a customer that a late query misses, and that a read finds, keeps its link", async () => {
  const deal = on.trainingFor(COMPANY_IDS.kramerica);
  await push(on.stage, deal);
  const linked = await on.customersLinked();
  const { needs } = on.stage.tieout;
  const findMissingCustomers = (ids: string[]) => Promise.resolve(ids);
  const place = { portalId: NORTHWIND_PORTAL, connectionId: (await on.linkOf(deal))?.connectionId ?? "" };
  await followMerges({ ...needs, erp: (...which) => ({ ...needs.erp(...which), findMissingCustomers }) }, place);
  expect(linked).toHaveLength(1);
  expect(await on.customersLinked()).toEqual(linked);
});

test("customers that were merged while the company was not joined are followed when it is read as a whole again", async () => {
  on.won(DEAL_IDS.kramerica);
  await push(on.stage, DEAL_IDS.kramerica);
  await push(on.stage, DEAL_IDS.soylent);
  const customers = on.ours().map(({ Id }) => on.customerOf(Id) ?? "");
  await on.hear();

  await on.disconnect();
  on.stage.sandbox.quickbooks.people.mergeCustomers(US_REALM, customers[0] ?? "", customers[1] ?? "");
  on.stage.sandbox.quickbooks.webhooks.forget();
  await on.connect();
  await workWaiting(on.stage);

  expect(await on.customersLinked()).toEqual([customers[1]]);
});

test("an order that is on its way while its company is merged gets there, for the customer that the company had", async () => {
  const { quickbooks } = on.stage.sandbox;
  on.won(DEAL_IDS.initech);
  quickbooks.wire.faults.add({ match: { method: "POST", path: "/estimate\\?" }, when: "before", kind: "drop" });
  await expect(pushOnce(on.stage, DEAL_IDS.initech)).rejects.toMatchObject({ kind: "unavailable" });
  const company = on.person().read("deals", DEAL_IDS.initech).associations.companies?.[0]?.id ?? "";
  const link = await on.linkOfCompany(company);
  const merged = on.person().merge("companies", company, on.person().create("companies", { name: "Initech in one" }).id).id;

  await push(on.stage, DEAL_IDS.initech);

  expect(await on.linkOfCompany(merged)).toMatchObject({ externalId: link?.externalId });
  expect(on.ours().map(({ Id }) => on.customerOf(Id))).toEqual([link?.externalId]);
});

test("the next deal of a company that was merged uses the customer that the company had", async () => {
  on.won(DEAL_IDS.globex);
  on.won(DEAL_IDS.kramerica);
  await push(on.stage, DEAL_IDS.globex);
  const before = on.stage.sandbox.quickbooks.all(US_REALM, "Customer").length;
  const [first] = on.ours();
  const twin = on.person().create("companies", { name: "Globex twin" }).id;
  const merged = on.person().merge("companies", COMPANY_IDS.globex, twin).id;
  on.person().associate({ objectType: "deals", id: DEAL_IDS.kramerica }, { objectType: "companies", id: merged, labels: ["Billing"] });

  await push(on.stage, DEAL_IDS.kramerica);

  const second = on.ours().find(({ Id }) => Id !== first?.Id);
  expect(on.customerOf(second?.Id ?? "")).toBe(on.customerOf(first?.Id ?? ""));
  expect(on.stage.sandbox.quickbooks.all(US_REALM, "Customer")).toHaveLength(before);
  on.person().dissociate({ objectType: "deals", id: DEAL_IDS.kramerica }, { objectType: "companies", id: merged });
});

test("of two companies that were merged and had a customer each, finance says which one the next deal is for", async () => {
  on.won(DEAL_IDS.kramerica);
  await push(on.stage, DEAL_IDS.kramerica);
  await push(on.stage, DEAL_IDS.soylent);
  const [ofKramerica, ofSoylent] = on.ours().map(({ Id }) => on.customerOf(Id));
  on.stage.sandbox.quickbooks.people.edit(US_REALM, "Customer", ofSoylent ?? "", { Active: false });
  await on.hear();
  const merged = on.person().merge("companies", COMPANY_IDS.soylent, COMPANY_IDS.kramerica).id;
  const asked = async () => {
    const { matches } = await on.stage.actors.ask<{ matches: Match[] }>("finance", "/ui/matches?state=open");
    return matches.find(({ record }) => record.id === merged);
  };
  await followCompanyMerge(on.stage.tieout.needs, { portalId: NORTHWIND_PORTAL, object: "company", id: merged });
  const offered = new Map((await asked())?.candidates.map(({ customerId, active }) => [customerId, active]));
  expect(offered).toEqual(
    new Map([
      [ofKramerica, true],
      [ofSoylent, false],
    ]),
  );

  const next = on.trainingFor(merged);
  await push(on.stage, next);
  expect(on.ours()).toHaveLength(2);
  const findings = expect.arrayContaining([expect.objectContaining({ code: "customerUnclear" })]);
  expect(await on.rowOf(next)).toMatchObject({ state: "needsReview", findings });

  const match = await asked();
  expect(match?.candidates.map(({ customerId }) => customerId)).toContain(ofKramerica);
  await workWaiting(on.stage);
  await on.stage.actors.ask("finance", `/ui/matches/${match?.id}/link`, { method: "POST", body: { customerId: ofKramerica } });
  await workWaiting(on.stage);
  expect(on.person().read("companies", merged).properties["tieout_customer_id"]).toBe(ofKramerica);
  await push(on.stage, next);
  const [order] = on.ours().slice(2);
  expect(on.customerOf(order?.Id ?? "")).toBe(ofKramerica);
});

test("what finance is asked of a buyer is asked of the company that came of it once that is merged", async () => {
  on.won(DEAL_IDS.piper);
  await pushOnce(on.stage, DEAL_IDS.piper);
  const { matches } = await on.stage.actors.ask<{ matches: Match[] }>("finance", "/ui/matches?state=open");
  const match = matches.find(({ record }) => record.id === COMPANY_IDS.piper);
  const again = on.person().create("companies", { name: "Pied Piper again" }).id;
  const merged = on.person().merge("companies", COMPANY_IDS.piper, again).id;
  on.person().remove("deals", DEAL_IDS.piper);
  await hearBoth(on.stage);

  await on.stage.actors.ask("finance", `/ui/matches/${match?.id}/link`, { method: "POST", body: { customerId: "4" } });
  await workWaiting(on.stage);
  expect(await on.linkOfCompany(merged)).toMatchObject({ externalId: "4" });
  on.person().restore("deals", DEAL_IDS.piper);
});

test("a company that was merged has the customer that it had once HubSpot tells, though no deal leads to it any more", async () => {
  on.won(DEAL_IDS.initech);
  await push(on.stage, DEAL_IDS.initech);
  const company = on.person().read("deals", DEAL_IDS.initech).associations.companies?.[0]?.id ?? "";
  const link = await on.linkOfCompany(company);
  on.stage.sandbox.hubspot.world.webhooks.clear();
  const merged = on.person().merge("companies", company, on.person().create("companies", { name: "Initech again" }).id).id;
  on.person().remove("deals", DEAL_IDS.initech);
  await hearBoth(on.stage);

  expect(link).toBeDefined();
  expect(await on.linkOfCompany(merged)).toMatchObject({ externalId: link?.externalId });
  on.person().restore("deals", DEAL_IDS.initech);
});

test("a merged company does not go on showing a customer that is nobody's any more", async () => {
  on.won(DEAL_IDS.initech);
  await push(on.stage, DEAL_IDS.initech);
  await on.hear();
  const company = on.person().read("deals", DEAL_IDS.initech).associations.companies?.[0]?.id ?? "";
  const customer = (await on.linkOfCompany(company))?.externalId ?? "";
  const merged = on.person().merge("companies", company, on.person().create("companies", { name: "Initech at last" }).id).id;
  const shown = () => on.person().read("companies", merged).properties["tieout_customer_id"];
  expect(shown()).toBe(customer);
  for (const { Id } of on.ours()) on.stage.sandbox.quickbooks.people.delete(US_REALM, "Estimate", Id);
  on.stage.sandbox.quickbooks.people.mergeCustomers(US_REALM, customer, "3");
  await on.hear();
  await hearBoth(on.stage);

  expect(await on.linkOfCompany(merged)).toBeUndefined();
  expect(shown() ?? "").toBe("");
});

test("a company that was merged without a word from HubSpot has at night the customer that it had", async () => {
  on.won(DEAL_IDS.initech);
  await push(on.stage, DEAL_IDS.initech);
  await on.hear();
  // What we wrote on the deal is a change of it, too, and looked at once.
  await on.stage.clock.sleep(3_600_000);
  await on.run("strayed");
  await on.stage.clock.sleep(3_600_000);
  const company = on.person().read("deals", DEAL_IDS.initech).associations.companies?.[0]?.id ?? "";
  const link = await on.linkOfCompany(company);
  const merged = on.person().merge("companies", company, on.person().create("companies", { name: "Acme again" }).id).id;

  // HubSpot chooses which of two values a merged company keeps.
  on.person().patch("companies", merged, { tieout_customer_id: "" });
  await on.run("strayed");

  expect(await on.linkOfCompany(merged)).toMatchObject({ externalId: link?.externalId });
  expect(await on.linkOfCompany(company)).toBeUndefined();
  expect(on.person().read("companies", merged).properties).toMatchObject({ tieout_customer_id: link?.externalId });
  expect(on.ours().filter(({ PrivateNote }) => PrivateNote?.includes(DEAL_IDS.initech))).toHaveLength(1);
});
