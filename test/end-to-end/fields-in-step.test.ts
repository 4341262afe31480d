import { describe, expect, test } from "vitest";
import { syncCustomerFields } from "../../api/flows/sync-customer-fields.ts";
import type { Needs } from "../../api/flows/needs.ts";
import type { Erp } from "../../api/ports/erp.ts";
import { schemaFaults } from "../quickbooks/schema.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { contactOf } from "../sandbox/seed/hubspot-buyers.ts";
import { address, DEAL, fieldsStage } from "./fields-stage.ts";
import { pushOnce } from "./harness.ts";

const CONTACT = contactOf("umbrella");

const fields = fieldsStage();
const { person, inHubSpot, inQuickBooks, edit, open, conflicts, forgetWire, writes, hear, daily, later, editCompany, stage, subject } =
  fields;
const syncWith = (needs: Needs) => syncCustomerFields(needs, subject());
const withErp = (change: (erp: Erp) => Partial<Erp>): Needs => {
  const { needs } = stage().tieout;
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
    await pushOnce(stage(), DEAL, "sweep");
    expect(await stage().db.store.inPortal(NORTHWIND_PORTAL, (tx) => tx.deals.read(DEAL))).toMatchObject({ state: "pushed" });
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
    const sent = stage().sandbox.quickbooks.wire.requests.find(({ method, path }) => method === "POST" && path.includes("/customer"));
    const body = JSON.parse(sent!.body) as object;
    expect(body).toMatchObject({ sparse: true, Id: subject().customerId });
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
    editCompany({ tieout_billing_street: "2 Here Street" });
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
    editCompany({ tieout_billing_street: "1 There Street" });
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
    await syncWith(stage().tieout.needs);
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
    const setting = (readOnly: boolean) => stage().actors.ask("admin", "/ui/settings", { method: "PUT", body: { readOnly } });
    await setting(true);
    person().patch("contacts", CONTACT, { phone });
    await hear();
    await daily("contacts");
    await syncWith(stage().tieout.needs);
    expect(writes()).toEqual([]);
    await setting(false);
    await daily("contacts");
    expect(inQuickBooks().PrimaryPhone).toEqual({ FreeFormNumber: phone });
  });
});
