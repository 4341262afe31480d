import { expect, test } from "vitest";
import { mirrorRecord } from "../../api/flows/mirror.ts";
import { pushDeal } from "../../api/flows/push-deal.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { COMPANY_IDS } from "../sandbox/seed/hubspot-buyers.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { push, pushOnce } from "./harness.ts";
import { mergesStage } from "./merges-stage.ts";
import { runWaiting } from "./waiting-jobs.ts";

const on = mergesStage();

test("a deal that was pushed and then merged with another has its order still, and no second is made", async () => {
  on.won(DEAL_IDS.acme);
  await push(on.stage, DEAL_IDS.acme);
  const [order] = on.ours();
  const merged = on.person().merge("deals", DEAL_IDS.acme, twinOf(DEAL_IDS.acme)).id;

  await push(on.stage, merged, "webhook");
  await push(on.stage, merged, "button");

  expect(on.ours()).toEqual([order]);
  expect(await on.linkOf(merged)).toMatchObject({ externalId: order?.Id });
  expect(await on.linkOf(DEAL_IDS.acme)).toBeNull();
  expect(await on.rowOf(merged)).toMatchObject({ state: "pushed", pushedAt: expect.anything() });
  expect(await on.rowOf(DEAL_IDS.acme)).toMatchObject({ state: "cancelled", pushedAt: null });
});

test("where HubSpot leads on from an old deal to the merged one, that one is pushed, in a turn of its own", async () => {
  Object.assign(on.stage.sandbox.hubspot.world.portals.get(NORTHWIND_PORTAL)!, { mergedIds: "redirect" });
  const old = on.trainingFor(COMPANY_IDS.kramerica);
  const merged = on.person().merge("deals", old, on.trainingFor(COMPANY_IDS.kramerica)).id;
  await push(on.stage, old);
  expect(on.ours()).toEqual([]);
  await runWaiting(on.stage, ({ data }) => "dealId" in data && data.dealId === merged);
  Object.assign(on.stage.sandbox.hubspot.world.portals.get(NORTHWIND_PORTAL)!, { mergedIds: "gone" });
  expect(await on.linkOf(merged)).toMatchObject({ externalId: on.ours()[0]?.Id });
  expect(await on.rowOf(old)).toBeNull();
});

test("a merged deal waits for an old one whose push has not ended", async () => {
  const merged = on.person().merge("deals", on.trainingFor(COMPANY_IDS.kramerica), on.trainingFor(COMPANY_IDS.kramerica));
  const [old = ""] = (merged.properties["hs_merged_object_ids"] ?? "").split(";");
  const { needs } = on.stage.tieout;
  const impatient: typeof needs.store = { ...needs.store, withLock: (name, _waitMs, work) => needs.store.withLock(name, 0, work) };
  const data = { portalId: NORTHWIND_PORTAL, dealId: merged.id, cause: "button" } as const;
  await needs.store.withLock(`deal:${NORTHWIND_PORTAL}:${old}`, 0, async () => {
    await expect(pushDeal({ ...needs, store: impatient }, data)).rejects.toMatchObject({ kind: "busy" });
  });
  expect(on.ours()).toEqual([]);
});

test("of two pushed deals, one of which lost its order in QuickBooks, the merged one has the order that stands", async () => {
  const [first, second] = [on.trainingFor(COMPANY_IDS.kramerica), on.trainingFor(COMPANY_IDS.kramerica)];
  await push(on.stage, first);
  await push(on.stage, second);
  const standing = (await on.linkOf(second))?.externalId;
  on.stage.sandbox.quickbooks.people.delete(US_REALM, "Estimate", (await on.linkOf(first))?.externalId ?? "");
  await push(on.stage, first, "webhook");
  const merged = on.person().merge("deals", first, second).id;

  await push(on.stage, merged, "webhook");

  expect(on.ours()).toHaveLength(1);
  expect(await on.linkOf(merged)).toMatchObject({ externalId: standing });
});

test("of two deals that were merged and had an order each, one keeps its order, and finance is told once of the other until it is gone", async () => {
  const [first, second] = [on.trainingFor(COMPANY_IDS.kramerica), on.trainingFor(COMPANY_IDS.kramerica)];
  await push(on.stage, first);
  await push(on.stage, second);
  const made = on.ours().map(({ Id }) => Id);
  const merged = on.person().merge("deals", first, second).id;

  await push(on.stage, merged, "webhook");
  await push(on.stage, merged, "button");
  await push(on.stage, second, "sweep");

  expect(on.ours().map(({ Id }) => Id)).toEqual(made);
  const kept = (await on.linkOf(merged))?.externalId;
  const left = made.find((id) => id !== kept) ?? "";
  const numberOf = (id: string) => on.stage.sandbox.quickbooks.find(US_REALM, "Estimate", id)?.DocNumber;
  expect(await on.letters()).toEqual([expect.objectContaining({ cause: "orderTwice", attempts: 1 })]);
  expect((await on.letters())[0]?.message).toContain(`Order ${numberOf(kept ?? "")} stays with the merged deal ${merged}`);
  expect((await on.letters())[0]?.message).toContain(`order ${numberOf(left)} of deal`);

  await on.run("doubles");
  expect(await on.letters()).toHaveLength(1);
  on.stage.sandbox.quickbooks.people.delete(US_REALM, "Estimate", left);
  const { connectionId = "" } = (await on.linkOf(merged)) ?? {};
  await mirrorRecord(on.stage.tieout.needs, { portalId: NORTHWIND_PORTAL, connectionId }, "order", left);
  await on.run("doubles");
  expect(await on.letters()).toEqual([]);
});

test("an order that may have been made for one of two merged deals is told, too", async () => {
  const [first, second] = [on.trainingFor(COMPANY_IDS.kramerica), on.trainingFor(COMPANY_IDS.kramerica)];
  await push(on.stage, first);
  on.stage.sandbox.quickbooks.wire.faults.add({ match: { method: "POST", path: "/estimate\\?" }, when: "after", kind: "drop" });
  await expect(pushOnce(on.stage, second)).rejects.toMatchObject({ kind: "unavailable" });
  const merged = on.person().merge("deals", first, second).id;

  await push(on.stage, merged, "webhook");

  const letters = await on.letters();
  expect(letters[0]?.message).toContain(`HS-${second}`);
  expect(on.ours()).toHaveLength(2);
});

test("of two orders that a merged deal brought along, the other is its order once the one is deleted in QuickBooks", async () => {
  const [first, second] = [on.trainingFor(COMPANY_IDS.kramerica), on.trainingFor(COMPANY_IDS.kramerica)];
  await push(on.stage, first);
  await push(on.stage, second);
  const merged = on.person().merge("deals", first, second).id;
  await push(on.stage, merged, "webhook");
  const doubled = (await on.linkOf(merged))?.externalId ?? "";
  await on.hear();

  on.stage.sandbox.quickbooks.people.delete(US_REALM, "Estimate", doubled);
  await on.hear();

  const [standing, ...others] = on.ours();
  expect(others).toEqual([]);
  expect(await on.linkOf(merged)).toMatchObject({ externalId: standing?.Id });
  expect(on.person().read("deals", merged).properties["tieout_order_number"]).toBe(standing?.["DocNumber"] ?? standing?.Id);
  expect(await on.rowOf(merged)).toMatchObject({ state: "changed" });
  const letters = await on.letters();
  expect(letters.filter(({ message }) => message.includes(merged))).toEqual([]);
});

test("a merged deal does not go on showing what one of the two had shown", async () => {
  await on.disconnect();
  await push(on.stage, DEAL_IDS.hooli);
  await on.connect();
  const twin = twinOf(DEAL_IDS.hooli);
  const merged = on.person().merge("deals", DEAL_IDS.hooli, twin).id;
  on.person().patch("deals", merged, { dealstage: "contractsent" });
  const shown = () => on.person().read("deals", merged).properties;
  expect(shown()).toMatchObject({ tieout_state: "notConnected" });

  await push(on.stage, merged, "webhook");

  expect(shown()).toMatchObject({ tieout_state: "notReady" });
  expect(shown()["tieout_message"]).not.toContain("not connected");
});

test("a deal merged while nobody knew what had become of its order gets that order, though request ids are forgotten", async () => {
  const { quickbooks } = on.stage.sandbox;
  on.won(DEAL_IDS.umbrella);
  quickbooks.configure({ requestIds: { forgetful: true } });
  quickbooks.wire.faults.add({ match: { method: "POST", path: "/estimate\\?" }, when: "after", kind: "drop" });
  await expect(pushOnce(on.stage, DEAL_IDS.umbrella)).rejects.toMatchObject({ kind: "unavailable" });
  const merged = on.person().merge("deals", DEAL_IDS.umbrella, twinOf(DEAL_IDS.umbrella)).id;

  await push(on.stage, merged, "webhook");

  expect(on.ours()).toHaveLength(1);
  expect(await on.linkOf(merged)).toMatchObject({ externalId: on.ours()[0]?.Id });
});

/** Another open deal of the same company, without lines, as a rep makes it twice. */
function twinOf(dealId: string): string {
  const { properties, associations } = on.person().read("deals", dealId);
  const { dealname, pipeline, deal_currency_code } = properties;
  const values = {
    dealname: `${dealname} again`,
    pipeline: pipeline ?? "",
    deal_currency_code: deal_currency_code ?? "",
    dealstage: "contractsent",
  };
  const company = associations.companies?.[0]?.id ?? "";
  return on.person().create("deals", values, [{ objectType: "companies", id: company }]).id;
}
