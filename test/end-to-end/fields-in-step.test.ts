import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { handlers } from "../../api/jobs/workers.ts";
import { syncCustomerFields } from "../../api/flows/sync-customer-fields.ts";
import type { Needs } from "../../api/flows/needs.ts";
import type { Erp } from "../../api/ports/erp.ts";
import { schemaFaults } from "../quickbooks/schema.ts";
import { NORTHWIND_PORTAL, USERS } from "../sandbox/seed/hubspot.ts";
import { COMPANY_IDS, contactOf } from "../sandbox/seed/hubspot-buyers.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { push, startStage, type Stage } from "./harness.ts";
import { workWaiting } from "./waiting-jobs.ts";

const COMPANY = COMPANY_IDS.umbrella;
const CONTACT = contactOf("umbrella");
const DEAL = DEAL_IDS.umbrella;

let stage: Stage;
let subject: { portalId: number; connectionId: string; customerId: string; groups: ("customers" | "contacts")[] };
beforeAll(async () => {
  stage = await startStage();
  await stage.actors.ask("admin", "/ui/settings", { method: "PUT", body: { roles: { [USERS.finance]: "finance" } } });
  // Its e-mail address and phone are those of its contact.
  person().patch("companies", COMPANY, { phone: "", tieout_billing_email: "" });
  person().patch("deals", DEAL, { dealstage: "closedwon" });
  await push(stage, DEAL);
  const [link] = await stage.db.store.inPortal(NORTHWIND_PORTAL, (tx) => tx.links.customersOf(`company:${COMPANY}`));
  subject = {
    ...{ portalId: NORTHWIND_PORTAL, connectionId: link?.connectionId ?? "", customerId: link?.externalId ?? "" },
    groups: ["customers", "contacts"],
  };
  await hear();
}, 300_000);
afterAll(() => stage?.stop());
beforeEach(() => forgetWire());

const person = () => stage.sandbox.hubspot.portal(NORTHWIND_PORTAL);
const people = () => stage.sandbox.quickbooks.people;
const inHubSpot = (property: string) => person().read("companies", COMPANY).properties[property] ?? null;
const inQuickBooks = () => stage.sandbox.quickbooks.find(US_REALM, "Customer", subject.customerId)!;
const edit = (fields: object) => people().edit(US_REALM, "Customer", subject.customerId, { ...fields });
const address = (Line1: string) => ({
  BillAddr: { Line1, City: "Boston", CountrySubDivisionCode: "MA", PostalCode: "02108", Country: "USA" },
});
const later = (minutes: number) => stage.clock.sleep(minutes * 60_000);
const open = () => stage.db.store.inPortal(NORTHWIND_PORTAL, (tx) => tx.conflicts.list({ cursor: null, limit: 100 }));
const conflicts = async () => (await open()).map(({ field, kind, why }) => `${field}: ${kind}, ${why}`).toSorted();

function forgetWire(): void {
  for (const { wire } of [stage.sandbox.hubspot, stage.sandbox.quickbooks]) {
    wire.requests.length = 0;
    wire.faults.clear();
  }
}

/** What we wrote to either vendor: "hubspot PATCH /crm/…". */
function writes(): string[] {
  const { hubspot, quickbooks } = stage.sandbox;
  const of = (name: string, { requests }: typeof hubspot.wire) =>
    requests
      .filter(({ method, path }) => method !== "GET" && !/batch\/read|\/search|oauth|query/.test(path))
      .map(({ method, path }) => `${name} ${method} ${path.split("?")[0]}`);
  return [...of("hubspot", hubspot.wire), ...of("quickbooks", quickbooks.wire)].filter((write) => !write.includes("/ui/"));
}

/** Both vendors tell what happened, and the workers do what follows. */
async function hear(): Promise<void> {
  const { hubspot, quickbooks } = stage.sandbox;
  hubspot.world.webhooks.set({ held: false });
  quickbooks.webhooks.configure({ held: false });
  for (let round = 0; round < 2; round += 1) {
    await hubspot.flushWebhooks(true);
    await quickbooks.webhooks.flush();
    await workWaiting(stage);
  }
  hubspot.world.webhooks.set({ held: true });
  quickbooks.webhooks.configure({ held: true });
}

/** The daily batch. */
async function daily(kind: "customers" | "contacts" = "customers"): Promise<void> {
  await handlers(stage.tieout.needs)["run-scheduled"]({ portalId: NORTHWIND_PORTAL, kind });
  await hear();
}

const syncWith = (needs: Needs) => syncCustomerFields(needs, subject);
const withErp = (change: (erp: Erp) => Partial<Erp>): Needs => {
  const { needs } = stage.tieout;
  return {
    ...needs,
    erp: (portalId, connectionId) => ({ ...needs.erp(portalId, connectionId), ...change(needs.erp(portalId, connectionId)) }),
  };
};

describe("a buyer and the customer that was made of it", () => {
  test("agree from the first comparison on, and a second one writes nothing", async () => {
    expect(await conflicts()).toEqual([]);
    await daily();
    await daily("contacts");
    expect(writes()).toEqual([]);
  });

  test("keep the billing address of QuickBooks with the next daily batch, and the deal is not changed by it", async () => {
    edit(address("80 Beacon Street"));
    await hear();
    expect(inHubSpot("tieout_billing_street")).toBeNull();
    await daily();
    expect(inHubSpot("tieout_billing_street")).toBe("80 Beacon Street");
    expect(inHubSpot("tieout_billing_country")).toBe("United States");
    expect(await stage.db.store.inPortal(NORTHWIND_PORTAL, (tx) => tx.deals.read(DEAL))).toMatchObject({ state: "pushed" });
    forgetWire();
    await daily();
    expect(writes()).toEqual([]);
  });

  test("keep the contact's name and phone of HubSpot as soon as it tells, by one sparse update, and no echo follows", async () => {
    person().patch("contacts", CONTACT, { phone: "+1 617 555 0123", lastname: "Marcus-Lee" });
    await hear();
    expect(inQuickBooks()).toMatchObject({
      FamilyName: "Marcus-Lee",
      PrimaryPhone: { FreeFormNumber: "+1 617 555 0123" },
      DisplayName: "Umbrella Labs",
    });
    const sent = stage.sandbox.quickbooks.wire.requests.find(({ method, path }) => method === "POST" && path.includes("/customer"));
    const body = JSON.parse(sent!.body) as object;
    expect(body).toMatchObject({ sparse: true, Id: subject.customerId });
    expect(schemaFaults("CustomerUpdate", body)).toEqual([]);
    expect(writes()).toHaveLength(1);
    await daily("contacts");
    await daily();
    expect(writes()).toHaveLength(1);
    expect(await conflicts()).toEqual([]);
  });

  test("a change of the contact in QuickBooks is proposed and never written to HubSpot", async () => {
    edit({ GivenName: "Alicia", PrimaryEmailAddr: { Address: "alicia@umbrella.example" } });
    await hear();
    expect(await conflicts()).toEqual(["contactEmail: proposal, readOnlyThere", "contactName: proposal, readOnlyThere"]);
    expect(person().read("contacts", CONTACT).properties).toMatchObject({ firstname: "Alice", email: "ap@umbrella.example" });
    expect(writes()).toEqual([]);
    person().patch("contacts", CONTACT, { firstname: "Alicia", email: "alicia@umbrella.example" });
    await hear();
    expect(await conflicts()).toEqual([]);
    expect(writes()).toEqual([]);
  });

  test("both changed: a person is asked, with who changed what when, and neither is overwritten", async () => {
    edit(address("1 There Street"));
    await hear();
    await later(30);
    person().patch("companies", COMPANY, { tieout_billing_street: "2 Here Street" });
    await daily();
    const [conflict] = await open();
    expect(conflict).toMatchObject({
      field: "billingAddress",
      why: "bothChanged",
      buyer: "Umbrella Labs",
      hubspotBy: expect.stringContaining("user") as string,
    });
    expect(conflict?.hubspotAt?.since(conflict.quickbooksAt!).total("minutes")).toBeCloseTo(30, 0);
    expect([inHubSpot("tieout_billing_street"), inQuickBooks().BillAddr?.Line1]).toEqual(["2 Here Street", "1 There Street"]);
    person().patch("companies", COMPANY, { tieout_billing_street: "1 There Street" });
    await daily();
    expect(await conflicts()).toEqual([]);
  });
});

describe("a write to QuickBooks", () => {
  test("never goes over a change that somebody makes while we look: the customer is read again", async () => {
    person().patch("contacts", CONTACT, { phone: "+1 617 555 0188" });
    let times = 0;
    const needs = withErp((erp) => ({
      updateCustomer: (update) => {
        if (times++ === 0) edit({ Notes: `${String(inQuickBooks()["Notes"])}\nCalled on Friday` });
        return erp.updateCustomer(update);
      },
    }));
    await syncWith(needs);
    expect(times).toBe(2);
    expect(inQuickBooks()).toMatchObject({
      PrimaryPhone: { FreeFormNumber: "+1 617 555 0188" },
      Notes: expect.stringContaining("Friday") as string,
    });
    // What was written counts as agreed from then on: the next change is QuickBooks' own.
    edit({ PrimaryPhone: { FreeFormNumber: "+1 617 555 0187" } });
    await hear();
    expect(await conflicts()).toEqual(["contactPhone: proposal, readOnlyThere"]);
    person().patch("contacts", CONTACT, { phone: "+1 617 555 0187" });
    await hear();
  });

  test("that somebody overtakes each time is given up after three tries, and tried again later", async () => {
    person().patch("contacts", CONTACT, { phone: "+1 617 555 0189" });
    const needs = withErp(() => ({ updateCustomer: async () => ({ updated: false, stale: true }) as const }));
    await expect(syncWith(needs)).rejects.toMatchObject({ kind: "busy" });
  });

  test("whose answer is lost by a crash is found by the next run, which writes nothing more", async () => {
    person().patch("contacts", CONTACT, { phone: "+1 617 555 0190" });
    const needs = withErp((erp) => ({
      updateCustomer: async (update) => {
        await erp.updateCustomer(update);
        throw new Error("killed");
      },
    }));
    await expect(syncWith(needs)).rejects.toThrow("killed");
    const written = writes();
    await syncWith(stage.tieout.needs);
    expect(writes()).toEqual(written);
    edit({ PrimaryPhone: { FreeFormNumber: "+1 617 555 0191" } });
    await hear();
    expect(await conflicts()).toEqual(["contactPhone: proposal, readOnlyThere"]);
    person().patch("contacts", CONTACT, { phone: "+1 617 555 0191" });
    await hear();
  });

  /** Another one each time, so that no run finds the number there already. */
  let lastDigits = 191;

  test("does not happen while Tieout only reads, and happens afterwards", async () => {
    const phone = `+1 617 555 0${(lastDigits += 1)}`;
    const setting = (readOnly: boolean) => stage.actors.ask("admin", "/ui/settings", { method: "PUT", body: { readOnly } });
    await setting(true);
    person().patch("contacts", CONTACT, { phone });
    await hear();
    await daily("contacts");
    await syncWith(stage.tieout.needs);
    expect(writes()).toEqual([]);
    await setting(false);
    await daily("contacts");
    expect(inQuickBooks().PrimaryPhone).toEqual({ FreeFormNumber: phone });
  });
});

type Listed = {
  conflicts: {
    id: string;
    field: string;
    buyer: string;
    why: string;
    choices: string[];
    rule: string;
    hubspot: { value: string | null };
    lastSynced: object | null;
  }[];
  fields: { field: string; count: number }[];
};
const listed = () => stage.actors.ask<Listed>("finance", "/ui/conflicts");
const decide = (path: string, body: object) => stage.actors.ask<object>("finance", `/ui/conflicts/${path}`, { method: "POST", body });

describe("finance", () => {
  /** Both addresses are changed, and the conflict is there. */
  async function disagree(here: string, there: string): Promise<string> {
    edit(address(there));
    person().patch("companies", COMPANY, { tieout_billing_street: here });
    await daily();
    forgetWire();
    const { conflicts, fields } = await listed();
    expect(conflicts).toMatchObject([
      {
        field: "billingAddress",
        buyer: "Umbrella Labs",
        why: "Both were changed since they last agreed.",
        choices: ["hubspot", "quickbooks", "both"],
        rule: "quickbooks",
      },
    ]);
    expect(fields).toEqual([{ field: "billingAddress", label: "Billing address", count: 1 }]);
    return conflicts[0]!.id;
  }
  const streets = () => [inHubSpot("tieout_billing_street"), inQuickBooks().BillAddr?.Line1];

  test("takes QuickBooks' value: it is written to HubSpot, remembered under their name, and the conflict is gone", async () => {
    const id = await disagree("3 Here Street", "3 There Street");
    await decide(`${id}/take`, { side: "quickbooks" });
    await expect(decide(`${id}/take`, { side: "hubspot" })).rejects.toThrow("decidedAlready");
    await hear();
    expect(streets()).toEqual(["3 There Street", "3 There Street"]);
    expect(await listed()).toEqual({ conflicts: [], fields: [], cursor: null });
    const [decision] = await stage.db.store.inPortal(NORTHWIND_PORTAL, (tx) => tx.audit.list({ before: null, limit: 1 }));
    expect(decision).toMatchObject({
      what: "conflict.decided",
      by: { userId: USERS.finance },
      details: { field: "billingAddress", side: "quickbooks" },
    });
  });

  test("takes HubSpot's value for all conflicts of a field: it is written to QuickBooks", async () => {
    await disagree("4 Here Street", "4 There Street");
    expect(await decide("take-all", { field: "billingAddress", side: "hubspot" })).toEqual({ taken: 1, left: 0 });
    await hear();
    expect(streets()).toEqual(["4 Here Street", "4 Here Street"]);
    expect(writes()).toEqual([expect.stringContaining("/customer")]);
  });

  test("keeps both until one of them changes", async () => {
    const id = await disagree("5 Here Street", "5 There Street");
    await decide(`${id}/take`, { side: "both" });
    await hear();
    await daily();
    expect(writes()).toEqual([]);
    expect((await listed()).conflicts).toEqual([]);
    edit(address("6 There Street"));
    await daily();
    expect(streets()).toEqual(["6 There Street", "6 There Street"]);
  });

  test("is asked again when a value changes before the decision is carried out", async () => {
    const id = await disagree("7 Here Street", "7 There Street");
    await decide(`${id}/take`, { side: "hubspot" });
    edit(address("8 There Street"));
    await hear();
    expect(streets()).toEqual(["7 Here Street", "8 There Street"]);
    expect((await listed()).conflicts).toMatchObject([{ id }]);
    await decide(`${id}/take`, { side: "quickbooks" });
    await hear();
  });

  test("changes the rule, and what waits is compared again under it", async () => {
    person().patch("companies", COMPANY, { tieout_billing_street: "9 Here Street" });
    await daily();
    const [conflict] = (await listed()).conflicts;
    expect(conflict?.why).toBe("It was changed in the system that is not right by the rule of this field.");
    await decide(`${conflict!.id}/change-rule`, { rule: "hubspot" });
    await hear();
    expect(streets()).toEqual(["9 Here Street", "9 Here Street"]);
    const { sync } = await stage.actors.ask<{ sync: { rules: object } }>("admin", "/ui/settings");
    expect(sync.rules).toEqual({ billingAddress: "hubspot" });
  });

  test("cannot have a contact changed in HubSpot: that is only proposed", async () => {
    edit({ GivenName: "Alizée" });
    await hear();
    const [proposal] = (await listed()).conflicts;
    expect(proposal).toMatchObject({
      field: "contactName",
      choices: ["hubspot", "both"],
      why: expect.stringContaining("may not change contacts") as string,
    });
    await expect(decide(`${proposal!.id}/take`, { side: "quickbooks" })).rejects.toThrow("sideNotTaken");
    await decide(`${proposal!.id}/take`, { side: "hubspot" });
    await hear();
    expect(inQuickBooks()).toMatchObject({ GivenName: "Alicia" });
  });
});
