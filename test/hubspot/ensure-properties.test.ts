import { describe, expect, test } from "vitest";
import { DEFAULT_FIELD_MAPPING } from "../../api/hubspot/field-mapping.ts";
import { ensureProperties } from "../../api/hubspot/ensure-properties.ts";
import { COMPANY_PROPERTIES, DEAL_PROPERTIES, type PropertyDefinition } from "../../api/hubspot/tieout-properties.ts";
import { missingScope, scriptHubSpot, type Scripted } from "./scripted-hubspot.ts";
import type { HubSpotRequest } from "../../api/hubspot/transport.ts";

type Stored = { name: string; options?: { label: string; value: string; hidden?: boolean }[] };
const CONFLICT: Scripted = { status: 409, body: { category: "OBJECT_ALREADY_EXISTS" } };

/** A portal's properties and groups, and how it answers creation. */
function portalWith({ groups = [] as string[], deals = [] as Stored[], companies = [] as Stored[] } = {}) {
  const stored: Record<string, Stored[]> = { deals: [...deals], companies: [...companies] };
  const known: Record<string, string[]> = { deals: [...groups], companies: [...groups] };
  const script: Record<string, (request: HubSpotRequest) => Scripted> = {};
  for (const object of ["deals", "companies"]) {
    const path = `/crm/properties/2026-09/${object}`;
    const has = (name: string) => stored[object]?.some((each) => each.name === name) ?? false;
    const add = ({ name, options }: PropertyDefinition) => stored[object]?.push({ name, ...(options && { options }) });
    script[`GET ${path}`] = () => ({ body: { results: stored[object] } });
    script[`GET ${path}/groups`] = () => ({ body: { results: known[object]?.map((name) => ({ name })) } });
    script[`POST ${path}/groups`] = ({ body }) => {
      known[object]?.push((body as { name: string }).name);
      return { status: 201 };
    };
    script[`POST ${path}/batch/create`] = ({ body }) => {
      const { inputs } = body as { inputs: PropertyDefinition[] };
      if (inputs.some(({ name }) => has(name))) return CONFLICT;
      inputs.forEach(add);
      return { status: 201, body: { status: "COMPLETE", results: inputs } };
    };
    script[`POST ${path}`] = ({ body }) => {
      const property = body as PropertyDefinition;
      if (has(property.name)) return CONFLICT;
      add(property);
      return { status: 201, body: property };
    };
    script[`PATCH ${path}/tieout_state`] = ({ body }) => {
      Object.assign(stored[object]?.find(({ name }) => name === "tieout_state") ?? {}, body);
      return { body: {} };
    };
  }
  return { stored, script };
}

const run = (script: Record<string, (request: HubSpotRequest) => Scripted>) => {
  const { call, requests } = scriptHubSpot(script);
  return { requests, done: ensureProperties(call) };
};
const writes = (requests: HubSpotRequest[]) =>
  requests.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`);
const namesOf = (properties: { name: string }[]) => properties.map(({ name }) => name).toSorted();

describe("our properties in a portal", () => {
  test("are created with their group, the group first", async () => {
    const { stored, script } = portalWith();
    const { requests, done } = run(script);
    await done;
    expect(writes(requests)).toEqual([
      "POST /crm/properties/2026-09/deals/groups",
      "POST /crm/properties/2026-09/deals/batch/create",
      "POST /crm/properties/2026-09/companies/groups",
      "POST /crm/properties/2026-09/companies/batch/create",
    ]);
    expect(namesOf(stored["deals"] ?? [])).toEqual(namesOf(DEAL_PROPERTIES));
    expect(namesOf(stored["companies"] ?? [])).toEqual(namesOf(COMPANY_PROPERTIES));
  });

  test("a second time changes nothing", async () => {
    const { script } = portalWith();
    await run(script).done;
    const { requests, done } = run(script);
    await done;
    expect(writes(requests)).toEqual([]);
  });

  test("that are there already stay as the portal has them, and only the others are created", async () => {
    const { stored, script } = portalWith({ groups: ["tieout"], deals: [{ name: "tieout_order_date" }] });
    await run(script).done;
    expect(stored["deals"]?.filter(({ name }) => name === "tieout_order_date")).toEqual([{ name: "tieout_order_date" }]);
    expect(stored["deals"]).toHaveLength(DEAL_PROPERTIES.length);
  });

  test("appear while we look: a batch that is refused as a whole is created one by one", async () => {
    const { stored, script } = portalWith({ groups: [], deals: [{ name: "tieout_state" }] });
    const blind = { ...script, "GET /crm/properties/2026-09/deals": () => ({ body: { results: [] } }) };
    await run({ ...blind, "POST /crm/properties/2026-09/deals/groups": () => CONFLICT }).done;
    expect(namesOf(stored["deals"] ?? [])).toEqual(namesOf(DEAL_PROPERTIES));
  });

  test("get the options that a newer version brings, and keep the portal's own", async () => {
    const options = [
      { label: "Sent!", value: "pushed", hidden: true },
      { label: "Theirs", value: "theirs" },
    ];
    const { stored, script } = portalWith({ deals: [{ name: "tieout_state", options }] });
    await run(script).done;
    const state = stored["deals"]?.find(({ name }) => name === "tieout_state");
    expect(state?.options?.slice(0, 2)).toEqual(options);
    expect(state?.options?.map(({ value }) => value)).toEqual(expect.arrayContaining(["notReady", "theirs", "notConnected"]));
    expect(state?.options?.filter(({ value }) => value === "pushed")).toHaveLength(1);
  });

  test("cannot be created without the permission, and the admin is told which", async () => {
    const { script } = portalWith();
    const { done } = run({ ...script, "POST /crm/properties/2026-09/deals/groups": () => missingScope });
    await expect(done).rejects.toMatchObject({ kind: "rejected", code: "hubspotMissingScopes", fixBy: "admin" });
  });
});

describe("the definitions", () => {
  test("have each name once, begin with our prefix and stand in our group", () => {
    for (const properties of [DEAL_PROPERTIES, COMPANY_PROPERTIES]) {
      expect(new Set(namesOf(properties)).size).toBe(properties.length);
      for (const { name, groupName } of properties)
        expect([name, groupName]).toEqual([expect.stringMatching(/^tieout_[a-z0-9_]+$/), "tieout"]);
    }
  });

  test("give every property of the default mapping", () => {
    const { paymentTerms, taxExempt, taxId, billingEmail, billing, shipping } = DEFAULT_FIELD_MAPPING.company;
    expect(namesOf(DEAL_PROPERTIES)).toEqual(expect.arrayContaining(Object.values(DEFAULT_FIELD_MAPPING.deal)));
    expect(namesOf(COMPANY_PROPERTIES)).toEqual(
      expect.arrayContaining([paymentTerms, taxExempt, taxId, billingEmail, ...Object.values(billing), ...Object.values(shipping)]),
    );
  });

  test("have options exactly where HubSpot demands them", () => {
    for (const { type, fieldType, options } of [...DEAL_PROPERTIES, ...COMPANY_PROPERTIES]) {
      expect(options !== undefined).toBe(type === "enumeration" || type === "bool");
      if (type === "bool") expect([fieldType, options?.map(({ value }) => value)]).toEqual(["booleancheckbox", ["true", "false"]]);
    }
  });
});
