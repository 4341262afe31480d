import { afterAll, beforeAll, beforeEach } from "vitest";
import { runScheduled } from "../../api/jobs/schedule.ts";
import { NORTHWIND_PORTAL, USERS } from "../sandbox/seed/hubspot.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { forgetDeals, startStage, type Stage } from "./harness.ts";
import { hearQuickBooks } from "./hearing.ts";
import { workWaiting } from "./waiting-jobs.ts";

/** A stage for each file on which records are merged; no deal is known from the test before. */
export function mergesStage() {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
    await stage.actors.ask("admin", "/ui/settings", { method: "PUT", body: { roles: { [USERS.finance]: "finance" } } });
  });
  afterAll(() => stage?.stop());
  beforeEach(() => forgetDeals(stage));

  const person = () => stage.sandbox.hubspot.portal(NORTHWIND_PORTAL);
  const inPortal: Stage["tieout"]["needs"]["store"]["inPortal"] = (portalId, work) => stage.tieout.needs.store.inPortal(portalId, work);
  const customerLinks = () =>
    inPortal(NORTHWIND_PORTAL, async (tx) => {
      const [connection] = await tx.connections.list();
      return tx.links.listCustomers(connection?.connectionId ?? "");
    });
  return {
    get stage() {
      return stage;
    },
    person,
    won: (dealId: string) => person().patch("deals", dealId, { dealstage: "closedwon" }),
    hear: () => hearQuickBooks(stage),
    /** The orders that Tieout made. */
    ours: () => stage.sandbox.quickbooks.all(US_REALM, "Estimate").filter(({ PrivateNote }) => PrivateNote?.includes("HS-")),
    customerOf: (orderId: string) => stage.sandbox.quickbooks.find(US_REALM, "Estimate", orderId)?.CustomerRef?.value,
    linkOf: (dealId: string) =>
      inPortal(NORTHWIND_PORTAL, async (tx) => (await tx.links.listOrders()).find((link) => link.recordId === dealId) ?? null),
    rowOf: (dealId: string) => inPortal(NORTHWIND_PORTAL, (tx) => tx.deals.read(dealId)),
    linkOfCompany: async (id: string) => (await customerLinks()).find(({ recordId }) => recordId === `company:${id}`),
    customersLinked: async () => (await customerLinks()).map(({ externalId }) => externalId),
    letters: async () =>
      (await stage.actors.ask<{ deadLetters: { cause: string; message: string; attempts: number }[] }>("finance", "/ui/dead-letters"))
        .deadLetters,
    /** A job of the schedule runs, and all that comes of it is done. */
    async run(kind: "strayed" | "doubles") {
      await runScheduled(stage.tieout.needs, { portalId: NORTHWIND_PORTAL, kind });
      await workWaiting(stage);
    },
    disconnect: () => stage.actors.ask("admin", "/ui/quickbooks/disconnect", { method: "POST", body: {} }),
    async connect() {
      const { url } = await stage.actors.ask<{ url: string }>("admin", "/ui/quickbooks/connect", { method: "POST", body: {} });
      await stage.actors.walk(url);
    },
    /** A won deal of the company over two days of training. */
    trainingFor(company: string): string {
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
    },
  };
}
