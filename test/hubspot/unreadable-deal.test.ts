import { describe, expect, test } from "vitest";
import { DEFAULT_FIELD_MAPPING } from "../../api/hubspot/field-mapping.ts";
import { hubspotWith, type Linked, type Properties } from "./hubspot-with-deal.ts";
import { refusedProperties } from "./scripted-hubspot.ts";

const company = (id: number, properties: Properties = {}, types?: Linked["types"]): Linked => ({ id, properties, ...(types && { types }) });

describe("half a deal is never answered", () => {
  test("a line that is named but cannot be read makes the deal unreadable for now", async () => {
    const lines: Linked[] = [
      { id: 1, properties: { name: "a" } },
      { id: 2, properties: { name: "b" } },
    ];
    const { read } = hubspotWith({
      lines,
      overrides: {
        "POST /crm/objects/2026-09/line_items/batch/read": () => ({
          body: { results: [{ id: "1", properties: {} }], numErrors: 1, errors: [{ category: "OBJECT_NOT_FOUND" }] },
        }),
      },
    });
    await expect(read()).rejects.toMatchObject({ kind: "unavailable", code: "hubspotIncomplete" });
  });

  test("an association that HubSpot could not tell is not taken for none", async () => {
    const { read } = hubspotWith({
      companies: [company(1), company(2)],
      overrides: {
        "POST /crm/associations/2026-09/deals/companies/batch/read": () => ({
          body: { results: [], numErrors: 1, errors: [{ category: "INTERNAL_ERROR", subCategory: null }] },
        }),
      },
    });
    await expect(read()).rejects.toMatchObject({ kind: "unavailable", code: "hubspotIncomplete" });
  });

  test("pages without end are refused", async () => {
    const endless = { body: { results: [{ to: [], paging: { next: { after: "again" } } }] } };
    const contacts = [1, 2].map((id): Linked => ({ id, properties: {} }));
    const { read } = hubspotWith({ contacts, overrides: { "POST /crm/associations/2026-09/deals/contacts/batch/read": () => endless } });
    await expect(read()).rejects.toMatchObject({ kind: "rejected", code: "tooManyAssociations" });
  });

  test("a deal that is gone or archived is not found", async () => {
    const gone = hubspotWith({ overrides: { "GET /crm/objects/2026-09/deals/904": () => ({ status: 404, body: {} }) } });
    await expect(gone.read()).rejects.toMatchObject({ kind: "notFound" });
    await expect(hubspotWith({ archived: true }).read()).rejects.toMatchObject({ kind: "notFound" });
  });
});

describe("properties that a portal does not have", () => {
  test("are asked for no more when HubSpot refuses to read them", async () => {
    const { read, requests } = hubspotWith({
      overrides: {
        "GET /crm/objects/2026-09/deals/904": ({ query }) =>
          query?.["properties"]?.includes("tieout_")
            ? refusedProperties([{ name: "tieout_order_date", error: "PROPERTY_DOESNT_EXIST" }])
            : { body: { id: "904", properties: { dealname: "Acme", pipeline: "default", dealstage: "won" } } },
        "GET /crm/properties/2026-09/deals": () => ({
          body: { results: [{ name: "dealname" }, { name: "pipeline" }, { name: "dealstage" }] },
        }),
      },
    });
    expect(await read()).toMatchObject({ name: "Acme", stage: { won: true } });
    expect(requests[2]?.query?.["properties"]).toBe("dealname,pipeline,dealstage");
  });

  test("do not hide another reason for the refusal", async () => {
    const { read } = hubspotWith({
      overrides: {
        "GET /crm/objects/2026-09/deals/904": () => ({ status: 400, body: { category: "VALIDATION_ERROR" } }),
        "GET /crm/properties/2026-09/deals": () => ({ body: { results: dealPropertyNames } }),
      },
    });
    await expect(read()).rejects.toMatchObject({ kind: "rejected", code: "hubspotRefused" });
  });
});

const dealPropertyNames = ["dealname", "pipeline", "dealstage", "amount", "deal_currency_code", "closedate", "hubspot_owner_id"]
  .concat(Object.values(DEFAULT_FIELD_MAPPING.deal))
  .map((name) => ({ name }));
