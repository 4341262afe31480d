import { describe, expect, test } from "vitest";
import { NORTHWIND_PORTAL, USERS } from "../sandbox/seed/hubspot.ts";
import { address, fieldsStage } from "./fields-stage.ts";

const { inHubSpot, inQuickBooks, edit, forgetWire, writes, hear, daily, editCompany, stage } = fieldsStage();

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
const listed = () => stage().actors.ask<Listed>("finance", "/ui/conflicts");
const decide = (path: string, body: object) => stage().actors.ask<object>("finance", `/ui/conflicts/${path}`, { method: "POST", body });
/** What the audit log has of conflicts, the newest last. */
const decisions = async () =>
  (await stage().db.ask<{ what: string }>("select what from audit_log where what ~ '^(conflict|fieldRule)' order by seq")).map(
    ({ what }) => what,
  );

describe("finance", () => {
  /** Both addresses are changed, and the conflict is there. */
  async function disagree(here: string, there: string): Promise<string> {
    edit(address(there));
    editCompany({ tieout_billing_street: here });
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
    const [decision] = await stage().db.store.inPortal(NORTHWIND_PORTAL, (tx) => tx.audit.list({ before: null, limit: 1 }));
    expect(decision).toMatchObject({
      what: "conflict.decided",
      by: { userId: USERS.finance },
      details: { field: "billingAddress", side: "quickbooks" },
    });
  });

  test("takes HubSpot's value for all conflicts of a field: it is written to QuickBooks", async () => {
    await disagree("4 Here Street", "4 There Street");
    const before = await decisions();
    expect(await decide("take-all", { field: "billingAddress", side: "hubspot" })).toEqual({ taken: 1, left: 0 });
    expect(await decide("take-all", { field: "billingAddress", side: "hubspot" }), "asked again").toEqual({ taken: 0, left: 0 });
    expect(await decisions()).toEqual([...before, "conflicts.decided"]);
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
    editCompany({ tieout_billing_street: "9 Here Street" });
    await daily();
    const [conflict] = (await listed()).conflicts;
    expect(conflict?.why).toBe("It was changed in the system that is not right by the rule of this field.");
    const before = await decisions();
    for (let asked = 0; asked < 2; asked += 1) await decide(`${conflict!.id}/change-rule`, { rule: "hubspot" });
    expect(await decisions()).toEqual([...before, "fieldRule.changed"]);
    await hear();
    expect(streets()).toEqual(["9 Here Street", "9 Here Street"]);
    const { sync } = await stage().actors.ask<{ sync: { rules: object } }>("admin", "/ui/settings");
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
    expect(inQuickBooks()).toMatchObject({ GivenName: "Alice" });
  });
});
