import { disconnectCompany } from "../../../api/flows/disconnect-company.ts";
import { installPortal } from "../../../api/flows/install-portal.ts";
import { DEAL_IDS } from "../../sandbox/seed/hubspot-deals.ts";
import { US_REALM } from "../../sandbox/seed/quickbooks.ts";
import { faultWith200 } from "../../sandbox/quickbooks/canned-answers.ts";
import { COMPANY_IDS, contactOf } from "../../sandbox/seed/hubspot-buyers.ts";
import { grantOf } from "../grant.ts";
import { ADMIN, hear, join, person, place, PORTAL, pushed, queue, queuePush, win, type Scenario } from "./scenario.ts";
import type { CrashStage } from "./crash-stage.ts";

const { acme, umbrella } = DEAL_IDS;
const customerOf = ({ sandbox }: CrashStage) => sandbox.quickbooks.all(US_REALM, "Customer").at(-1)?.Id ?? "";
const orderOf = ({ sandbox }: CrashStage) => sandbox.quickbooks.all(US_REALM, "Estimate").at(-1)?.Id ?? "";

async function invoicedAndPaid(stage: CrashStage): Promise<void> {
  await pushed(stage, acme);
  await hear(stage);
  await stage.work(stage.parts, null);
  const { people } = stage.sandbox.quickbooks;
  people.acceptEstimate(US_REALM, orderOf(stage));
  const invoice = people.invoiceFromEstimate(US_REALM, orderOf(stage));
  people.receivePayment(US_REALM, invoice.Id);
}

/** What happens in QuickBooks, and the ends and beginnings of a connection. */
export const BOOKS: Scenario[] = [
  {
    name: "an invoice and its payment, as QuickBooks tells",
    isMore: true,
    async arrange(stage) {
      await invoicedAndPaid(stage);
      await hear(stage);
    },
  },
  {
    name: "an invoice that cannot be read, as QuickBooks tells",
    async arrange(stage) {
      await invoicedAndPaid(stage);
      const refusal = { when: "before", kind: "answer", answer: faultWith200("6000"), times: 9 } as const;
      stage.sandbox.quickbooks.wire.faults.add({ match: { method: "GET", path: "/invoice/" }, ...refusal });
      await hear(stage);
    },
  },
  {
    name: "a credit, an item and a new customer, as QuickBooks tells",
    async arrange(stage) {
      const { people } = stage.sandbox.quickbooks;
      const line = { DetailType: "SalesItemLineDetail", Amount: 50, SalesItemLineDetail: { ItemRef: { value: "1" } } };
      people.create(US_REALM, "CreditMemo", { CustomerRef: { value: "1" }, CurrencyRef: { value: "USD" }, Line: [line] });
      people.edit(US_REALM, "Item", "7", { Description: "Rented by the month" });
      people.create(US_REALM, "Customer", { DisplayName: "Zenith Works" });
      await hear(stage);
    },
  },
  {
    name: "an invoice and its payment, and one that was deleted, that no webhook told of",
    async arrange(stage) {
      await invoicedAndPaid(stage);
      stage.sandbox.quickbooks.people.delete(US_REALM, "Payment", "104");
      await stage.clock.sleep(60_000);
      await queue(stage, { name: "catch-up", data: await place(stage) });
    },
  },
  {
    name: "an order that a person deleted, as QuickBooks tells",
    async arrange(stage) {
      await pushed(stage, acme);
      await hear(stage);
      await stage.work(stage.parts, null);
      stage.sandbox.quickbooks.people.delete(US_REALM, "Estimate", orderOf(stage));
      await hear(stage);
    },
  },
  {
    name: "customers merged in QuickBooks",
    async arrange(stage) {
      await invoicedAndPaid(stage);
      await hear(stage);
      await stage.work(stage.parts, null);
      stage.sandbox.quickbooks.people.mergeCustomers(US_REALM, customerOf(stage), "2");
      await hear(stage);
    },
  },
  {
    name: "customers that are kept in step with their companies",
    async arrange(stage) {
      const { people } = stage.sandbox.quickbooks;
      await pushed(stage, acme);
      await queue(stage, { name: "run-scheduled", data: { ...PORTAL, kind: "customers" } });
      await stage.work(stage.parts, null);
      people.edit(US_REALM, "Customer", customerOf(stage), { PrimaryPhone: { FreeFormNumber: "(617) 555-0188" } });
      await pushed(stage, umbrella);
      people.edit(US_REALM, "Customer", customerOf(stage), { PrimaryPhone: { FreeFormNumber: "(617) 555-0199" } });
      person(stage).patch("companies", COMPANY_IDS.umbrella, { address: "7 Harbor Way" });
      await stage.clock.sleep(600_000);
      for (const kind of ["customers", "contacts"] as const) await queue(stage, { name: "run-scheduled", data: { ...PORTAL, kind } });
    },
  },
  {
    name: "a person who is forgotten",
    async arrange(stage) {
      await pushed(stage, acme);
      person(stage).forget(contactOf("acme"));
      await hear(stage);
    },
  },
  {
    name: "a company that is disconnected",
    async arrange(stage) {
      win(stage, acme);
      await queuePush(stage, acme);
    },
    door: (parts, stage) => place(stage).then(({ connectionId }) => disconnectCompany(parts, { ...PORTAL, by: ADMIN, connectionId })),
  },
  {
    name: "a company that is connected again",
    async arrange(stage) {
      await disconnectCompany(stage.parts, { ...PORTAL, by: ADMIN, connectionId: null });
      win(stage, acme);
      await queuePush(stage, acme);
      await stage.work(stage.parts, null);
    },
    door: join,
  },
  { name: "an installation", door: async (parts, stage) => installPortal(parts, await grantOf(stage, "hubspot")) },
];
