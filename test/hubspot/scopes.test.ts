import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { OPTIONAL_SCOPES, REQUIRED_SCOPES, SCOPES } from "../../api/hubspot/scopes.ts";
import type { Crm } from "../../api/ports/crm.ts";
import { SOURCE } from "../hubspot-app/project.ts";
import { PRODUCT_IDS } from "../sandbox/seed/hubspot-products.ts";
import { COMPANY_IDS } from "../sandbox/seed/hubspot-buyers.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { RULE_DEAL_IDS } from "../sandbox/seed/rule-cases.ts";
import { installPortal, REDIRECT, type InstalledPortal } from "./installed-portal.ts";

let here: InstalledPortal;
beforeAll(async () => {
  here = await installPortal();
});
afterAll(() => here.hubspot.stop());
beforeEach(() => void (here.portal.refusedScopes.length = 0));

const QUOTED = RULE_DEAL_IDS["blackmesa"] ?? "";

/** For each scope something that we do which HubSpot refuses without it. */
const NEEDED_BY: Record<string, (crm: Crm) => Promise<unknown>> = {
  oauth: (crm) => crm.readAccount(),
  "crm.objects.deals.read": (crm) => crm.readDeal(DEAL_IDS.globex),
  "crm.objects.deals.write": (crm) => showOn(crm, "deal", DEAL_IDS.globex),
  "crm.objects.companies.read": (crm) => crm.readDeal(DEAL_IDS.globex),
  "crm.objects.companies.write": (crm) => showOn(crm, "company", COMPANY_IDS.globex),
  "crm.objects.contacts.read": (crm) => crm.readDeal(DEAL_IDS.globex),
  "crm.objects.line_items.read": (crm) => crm.readDeal(DEAL_IDS.globex),
  "crm.objects.quotes.read": (crm) => crm.readDeal(QUOTED),
  "crm.objects.products.read": (crm) => crm.listProducts(),
  "crm.objects.products.write": (crm) => crm.updateProducts([{ id: PRODUCT_IDS.training, fields: { name: "Training" } }]),
  "crm.objects.owners.read": (crm) => crm.listOwners(),
  "crm.schemas.deals.write": (crm) => installAnew(crm),
  "crm.schemas.companies.write": (crm) => installAnew(crm),
  automation: (crm) => crm.completeRun("ap-1", { succeeded: true, outputs: { result: "pushed", findings: "", findingCodes: "" } }),
};

/** As in a portal that has never seen our properties. */
function installAnew(crm: Crm): Promise<void> {
  for (const object of ["deals", "companies"] as const) {
    const all = here.portal.properties[object];
    all.splice(0, all.length, ...all.filter(({ name }) => !name.startsWith("tieout_")));
  }
  return crm.ensureProperties();
}

const VALUE = { deal: { tieout_message: "Seen" }, company: { tieout_customer_id: "1" } };
const showOn = (crm: Crm, object: "deal" | "company", id: string) => crm.showOnAll(object, [{ id, values: VALUE[object] }]);

describe("the scopes", () => {
  test("of the table, of the project and of the authorize address are the same, and each has a reason", () => {
    const { auth } = JSON.parse(readFileSync(join(SOURCE, "app/app-hsmeta.json"), "utf8")).config;
    expect(auth.requiredScopes).toEqual(REQUIRED_SCOPES);
    expect([auth.optionalScopes, auth.conditionallyRequiredScopes]).toEqual([OPTIONAL_SCOPES, []]);
    const address = here.oauth.authorizeUrl({
      state: "s",
      redirectUri: REDIRECT,
      scopes: REQUIRED_SCOPES,
      optionalScopes: OPTIONAL_SCOPES,
    });
    expect(new URL(address).searchParams.get("scope")?.split(" ")).toEqual(REQUIRED_SCOPES);
    expect(new URL(address).searchParams.get("optional_scope")?.split(" ")).toEqual(OPTIONAL_SCOPES);
    for (const { reason } of SCOPES) expect(reason).toMatch(/^[A-Z].{20,}\.$/);
  });

  test("are all that is needed, so none is asked for without a use", () => {
    expect(Object.keys(NEEDED_BY).toSorted()).toEqual(SCOPES.map(({ scope }) => scope).toSorted());
  });

  test.each(Object.entries(NEEDED_BY))("without %s HubSpot refuses something that we do", async (scope, call) => {
    expect(await refusals(call)).toEqual([]);
    here.portal.refusedScopes.push(scope);
    expect(await refusals(call)).not.toEqual([]);
  });
});

/** The calls to HubSpot that it refused for want of a scope. */
async function refusals(call: (crm: Crm) => Promise<unknown>): Promise<string[]> {
  const { requests } = here.hubspot.wire;
  requests.length = 0;
  await call(here.crm).catch(() => null);
  return requests.filter(({ status }) => status === 403).map(({ method, path }) => `${method} ${path}`);
}
