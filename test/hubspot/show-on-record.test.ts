import { describe, expect, test } from "vitest";
import { showOnRecord } from "../../api/hubspot/show-on-record.ts";
import type { HubSpotRequest } from "../../api/hubspot/transport.ts";
import { missingScope, refusedProperties, scriptHubSpot, type Scripted } from "./scripted-hubspot.ts";

const PATCH = "PATCH /crm/objects/2026-03/deals/904";
const OK: Scripted = { body: { id: "904", properties: {} } };

/** Answers the writes of the deal in turn; the last answer stays. */
function dealThatAnswers(answers: Scripted[], more: Record<string, (request: HubSpotRequest) => Scripted> = {}) {
  let turn = 0;
  const next = () => answers[Math.min(turn++, answers.length - 1)] ?? OK;
  const { call, requests } = scriptHubSpot({ [PATCH]: next, ...more });
  return {
    show: (values: Record<string, string | null>) => showOnRecord(call, { object: "deal", id: "904" }, values),
    written: () => requests.filter(({ method }) => method === "PATCH").map(({ body }) => (body as { properties: object }).properties),
  };
}

const full = (objects: string[]) =>
  Object.fromEntries(objects.map((object) => [`GET /crm/properties/2026-09/${object}`, (): Scripted => ({ status: 503 })]));

describe("showing the order on the deal", () => {
  test("writes text, clears with an empty text and needs one call", async () => {
    const { show, written } = dealThatAnswers([OK]);
    expect(await show({ tieout_state: "pushed", tieout_order_total: "120000.00", tieout_order_number: null })).toEqual([]);
    expect(written()).toEqual([{ tieout_state: "pushed", tieout_order_total: "120000.00", tieout_order_number: "" }]);
  });

  test("writes dates as days and instants to the millisecond", async () => {
    const { show, written } = dealThatAnswers([OK]);
    await show({
      tieout_next_invoice_date: "2026-12-01",
      tieout_last_payment_date: "2026-11-20T10:00:00Z",
      tieout_synced_at: "2026-11-23T12:00:00.123456789Z",
      theirs: "2026-11-23T12:00:00Z",
    });
    expect(written()).toEqual([
      {
        tieout_next_invoice_date: "2026-12-01",
        tieout_last_payment_date: "2026-11-20",
        tieout_synced_at: "2026-11-23T12:00:00.123Z",
        theirs: "2026-11-23T12:00:00Z",
      },
    ]);
  });

  test("asks nothing of HubSpot when there is nothing to write", async () => {
    const { show, written } = dealThatAnswers([OK]);
    expect(await show({})).toEqual([]);
    expect(written()).toEqual([]);
  });

  test("leaves out what HubSpot refuses, writes the rest and tells the admin", async () => {
    const { show, written } = dealThatAnswers([refusedProperties([{ name: "tieout_state", error: "INVALID_OPTION" }]), OK]);
    const findings = await show({ tieout_state: "odd", tieout_paid: "5.00" });
    expect(written()[1]).toEqual({ tieout_paid: "5.00" });
    expect(findings).toEqual([
      {
        code: "hubspotRefusedUpdate",
        level: "warning",
        message: expect.stringContaining("tieout_state"),
        fixBy: "admin",
        where: { object: "deal", id: "904", property: "tieout_state" },
      },
    ]);
  });

  test("a rule of the portal about another property is a finding, and nothing is tried again", async () => {
    const body = {
      category: "VALIDATION_ERROR",
      errors: [{ code: "MISSING_CONDITIONAL_REQUIRED_PROPERTY", context: { propertyName: ["closed_won_reason"] } }],
    };
    const { show, written } = dealThatAnswers([{ status: 400, body }]);
    expect(await show({ tieout_state: "pushed" })).toMatchObject([
      { fixBy: "admin", message: expect.stringContaining("closed_won_reason"), where: { property: "closed_won_reason" } },
    ]);
    expect(written()).toHaveLength(1);
  });

  test("refused for good, each refusal is told and it ends", async () => {
    const { show, written } = dealThatAnswers([
      refusedProperties([{ name: "tieout_state", error: "INVALID_OPTION" }]),
      refusedProperties([{ name: "tieout_paid", error: "INVALID_DOUBLE" }]),
    ]);
    const findings = await show({ tieout_state: "odd", tieout_paid: "x", tieout_invoiced: "1.00" });
    expect(findings.map(({ where }) => where?.property)).toEqual(["tieout_state", "tieout_paid"]);
    expect(written()).toHaveLength(2);
  });

  test("creates a property that somebody has deleted, and writes again", async () => {
    const created: string[] = [];
    const properties = (object: string): Record<string, (request: HubSpotRequest) => Scripted> => ({
      [`GET /crm/properties/2026-09/${object}`]: () => ({ body: { results: [] } }),
      [`GET /crm/properties/2026-09/${object}/groups`]: () => ({ body: { results: [{ name: "tieout" }] } }),
      [`POST /crm/properties/2026-09/${object}/batch/create`]: ({ body }) => {
        created.push(...(body as { inputs: { name: string }[] }).inputs.map(({ name }) => name));
        return { body: {} };
      },
    });
    const gone = refusedProperties([{ name: "tieout_state", error: "PROPERTY_DOESNT_EXIST" }]);
    const { show, written } = dealThatAnswers([gone, OK], { ...properties("deals"), ...properties("companies") });
    expect(await show({ tieout_state: "pushed", tieout_paid: "5.00" })).toEqual([]);
    expect(created).toContain("tieout_state");
    expect(written()[1]).toEqual({ tieout_state: "pushed", tieout_paid: "5.00" });
  });

  test("a property that may not be created is a missing permission, and the rest is written", async () => {
    const gone = refusedProperties([{ name: "tieout_state", error: "PROPERTY_DOESNT_EXIST" }]);
    const { show, written } = dealThatAnswers([gone, OK], { "GET /crm/properties/2026-09/deals": () => missingScope });
    expect(await show({ tieout_state: "pushed", tieout_paid: "5.00" })).toMatchObject([{ code: "hubspotMissingScopes", fixBy: "admin" }]);
    expect(written()[1]).toEqual({ tieout_paid: "5.00" });
  });

  test("without permission to write deals it is a finding", async () => {
    const { show } = dealThatAnswers([missingScope]);
    expect(await show({ tieout_state: "pushed" })).toMatchObject([{ code: "hubspotMissingScopes", level: "warning" }]);
  });

  test.each([
    [404, "notFound"],
    [429, "rateLimited"],
    [423, "unavailable"],
    [503, "unavailable"],
  ])("status %i is no finding", async (status, kind) => {
    const { show } = dealThatAnswers([{ status, body: {} }]);
    await expect(show({ tieout_state: "pushed" })).rejects.toMatchObject({ kind });
  });

  test("a HubSpot that is down while a deleted property is created is no finding either", async () => {
    const gone = refusedProperties([{ name: "tieout_state", error: "PROPERTY_DOESNT_EXIST" }]);
    const { show } = dealThatAnswers([gone], full(["deals"]));
    await expect(show({ tieout_state: "pushed" })).rejects.toMatchObject({ kind: "unavailable" });
  });
});
