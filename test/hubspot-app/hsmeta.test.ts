import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseProjectConfig } from "@hubspot/project-parsing-lib/projects";
import { afterEach, describe, expect, test } from "vitest";
import { WORKFLOW_ACTIONS } from "../../api/domain/workflow-action.ts";
import { hsmetaFaults } from "./hsmeta-schema.ts";
import { parseComponents, PROJECT, readComponents, SOURCE } from "./project.ts";

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

type CardConfig = { objectTypes: string[]; entrypoint: string; previewImage: { file: string } };

function byPath(a: { path: string }, b: { path: string }): number {
  return a.path.localeCompare(b.path);
}

/** A copy of the project in which one file was changed. */
function projectWith(file: string, change: (text: string) => string): string {
  const folder = mkdtempSync(join(tmpdir(), "tieout-project-"));
  folders.push(folder);
  cpSync(SOURCE, folder, { recursive: true, filter: (path) => !path.includes("node_modules") });
  const before = existsSync(join(folder, file)) ? readFileSync(join(folder, file), "utf8") : "";
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(join(folder, file), after);
  return folder;
}

function faultsWith(file: string, change: (text: string) => string): string[] {
  return hsmetaFaults(readComponents("production", projectWith(file, change)));
}

const APP = "app/app-hsmeta.json";
const CARD = "app/cards/deal-card-hsmeta.json";
const PAGES = "app/pages/finance-desk-hsmeta.json";
const ACTION = "app/workflow-actions/push-deal-hsmeta.json";
const SETTINGS = "app/settings/settings-hsmeta.json";
const WEBHOOKS = "app/webhooks/webhooks-hsmeta.json";

describe("the HubSpot project", () => {
  test("is read by HubSpot's parser as it lies, for platform 2026.09", () => {
    expect(parseProjectConfig(PROJECT)).toMatchObject({ platformVersion: "2026.09", srcDir: "src" });
  });

  test.each(["production", "development"])("has no fault with the %s profile", (profile) => {
    expect(hsmetaFaults(readComponents(profile))).toEqual([]);
  });

  test("says the same to HubSpot's parser, which passes over no file", async () => {
    const { parsed, skippedHsMetaFiles } = await parseComponents("production");
    const written = readComponents("production").map(({ path, content: { uid, config } }) => ({ path, uid, config }));
    expect(parsed.toSorted(byPath)).toEqual(written.toSorted(byPath));
    expect(skippedHsMetaFiles).toEqual([]);
  });

  test("takes every address of ours from the profile's one origin", async () => {
    const configs = JSON.stringify((await parseComponents("production")).parsed);
    expect(configs).not.toContain("${");
    expect(configs).toContain('"fetch":["https://api.tieout.example"]');
    expect(configs).toContain('"https://api.tieout.example/oauth/hubspot/callback"');
    expect(configs).toContain('"https://api.tieout.example/webhooks/hubspot"');
  });

  test("maps the development origin to the API on this machine", () => {
    const { variables } = JSON.parse(readFileSync(join(SOURCE, "hsprofile.development.json"), "utf8"));
    const { proxy } = JSON.parse(readFileSync(join(SOURCE, "app/local.json"), "utf8"));
    expect(proxy).toEqual({ [variables.API_ORIGIN]: "http://localhost:3000" });
  });

  test("has each card's entry and preview image, and the scope that its objects need", () => {
    const app = JSON.stringify(readComponents("production").find(({ content }) => content.type === "app"));
    const cards = readComponents("production").filter(({ content }) => content.type === "card");
    for (const { content } of cards) {
      const { objectTypes, entrypoint, previewImage } = content.config as CardConfig;
      objectTypes.forEach((type) => expect(app).toContain(`"crm.objects.${type}.read"`));
      expect(existsSync(join(SOURCE, entrypoint))).toBe(true);
      const image = join(SOURCE, "app/cards", previewImage.file);
      expect(readFileSync(image).subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
      expect(statSync(image).size).toBeLessThan(5_000_000);
    }
  });

  test.each(["pages", "settings"])("has the entry of its %s", (type) => {
    const found = readComponents("production").filter(({ content }) => content.type === type);
    expect(found.map(({ content }) => existsSync(join(SOURCE, (content.config as CardConfig).entrypoint)))).toEqual([true]);
  });

  test("has three workflow actions that the API serves, and the scope that completes them", () => {
    const actions = readComponents("production").filter(({ content }) => content.type === "workflow-action");
    const urls = actions.map(({ content }) => new URL((content.config as { actionUrl: string }).actionUrl).pathname);
    expect(urls.toSorted()).toEqual(WORKFLOW_ACTIONS.map((action) => `/workflow-actions/${action}`).toSorted());
    expect(readFileSync(join(SOURCE, APP), "utf8")).toContain('"automation"');
  });

  test("subscribes to each event once", () => {
    const { config } = JSON.parse(readFileSync(join(SOURCE, WEBHOOKS), "utf8"));
    const events: string[] = config.subscriptions.crmObjects.map((subscription: object) => JSON.stringify(subscription));
    expect(new Set(events).size).toBe(events.length);
  });
});

describe("a fault is found:", () => {
  test.each([
    ["a redirect without https", APP, '"${API_ORIGIN}/oauth', '"http://api.tieout.example/oauth', "redirectUrls"],
    ["a permitted origin with a path", APP, '"fetch": ["${API_ORIGIN}"]', '"fetch": ["${API_ORIGIN}/ui"]', "permittedUrls.fetch"],
    ["localhost as a permitted origin", APP, '"fetch": ["${API_ORIGIN}"]', '"fetch": ["https://localhost:3000"]', "local.json"],
    ["static authentication in a marketplace app", APP, '"type": "oauth"', '"type": "static"', "auth.type"],
    ["a scope list without oauth", APP, '        "oauth",\n', "", "requiredScopes"],
    ["a name with a space at its end", APP, '"name": "Tieout"', '"name": "Tieout "', "config.name"],
    ["a key that HubSpot does not know", APP, '"distribution"', '"listed": true, "distribution"', "Unrecognized key"],
    ["an unknown location", CARD, "crm.record.tab", "crm.record.bottom", "location"],
    ["an unknown object type", CARD, '"deals"', '"dealz"', "objectTypes"],
    ["an entry outside of the cards' folder", CARD, "/app/cards/DealCard.tsx", "/app/DealCard.tsx", "entrypoint"],
    ["an entry outside of the pages' folder", PAGES, "/app/pages/FinanceDesk.tsx", "/app/cards/DealCard.tsx", "entrypoint"],
    ["an entry outside of the settings' folder", SETTINGS, "/app/settings/SettingsPage.tsx", "/app/pages/FinanceDesk.tsx", "entrypoint"],
    ["a name that a page cannot have", PAGES, '"config": {', '"config": { "name": "Desk",', "Unrecognized key"],
    ["a preview that is no image", CARD, "preview.png", "preview.svg", "previewImage"],
    ["a top-level key that HubSpot does not know", CARD, '"type": "card",', '"type": "card", "version": 1,', "Unrecognized key"],
    ["a uid with a space", CARD, '"uid": "deal-card"', '"uid": "deal card"', "uid"],
    ["a uid that is too long", CARD, '"uid": "deal-card"', `"uid": "${"d".repeat(65)}"`, "uid"],
    ["an action without https", ACTION, '"actionUrl": "${API_ORIGIN}/', '"actionUrl": "http://api.tieout.example/', "actionUrl"],
    ["the REST API's key beside the project's", ACTION, '"isPublished"', '"published": true, "isPublished"', "published"],
    ["an output that German does not name", ACTION, '          "orderNumber": "Auftragsnummer",\n', "", "de.outputFieldLabels"],
    ["a rule for an output that there is not", ACTION, '"result": "failed"', '"outcome": "failed"', "rule failed"],
    ["a choice without options", ACTION, ',\n          "optionsUrl": "${API_ORIGIN}/workflow-actions/options/companies"', "", "options"],
    ["an event that HubSpot does not have", WEBHOOKS, '"object.merge"', '"object.rename"', "crmObjects"],
    ["a property change without a property", WEBHOOKS, ', "propertyName": "dealstage"', "", "crmObjects"],
    ["the old key for the object's type", WEBHOOKS, '"objectType"', '"objectName"', "crmObjects"],
    ["too few requests at once", WEBHOOKS, '"maxConcurrentRequests": 10', '"maxConcurrentRequests": 5', "maxConcurrentRequests"],
  ])("%s", (_fault, file, before, after, named) => {
    const faults = faultsWith(file, (text) => text.replace(before, after));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(named);
    expect(faults[0]).toContain(file);
  });

  test("a file in a folder of another kind", () => {
    const copy = readFileSync(join(SOURCE, CARD), "utf8").replace("deal-card", "other-card");
    expect(faultsWith("app/webhooks/other-card-hsmeta.json", () => copy)).toEqual([
      "app/webhooks/other-card-hsmeta.json: must lie directly in app/cards",
    ]);
  });

  test("a second webhooks component", () => {
    const copy = readFileSync(join(SOURCE, WEBHOOKS), "utf8").replace('"uid": "webhooks"', '"uid": "more"');
    expect(faultsWith("app/webhooks/more-hsmeta.json", () => copy)).toEqual(["project: there can be only one webhooks component"]);
  });

  test("a second pages component", () => {
    const copy = readFileSync(join(SOURCE, PAGES), "utf8").replace("finance-desk", "more");
    expect(faultsWith("app/pages/more-hsmeta.json", () => copy)).toEqual(["project: there can be only one pages component"]);
  });

  test("a nested file is passed over by HubSpot's parser, which says so", async () => {
    const folder = projectWith("app/cards/deal/nested-hsmeta.json", () => "{}");
    expect((await parseComponents("production", folder)).skippedHsMetaFiles).toEqual([join("app", "cards", "deal", "nested-hsmeta.json")]);
  });

  test("two components with one uid are refused by HubSpot's parser", async () => {
    const folder = projectWith(CARD, (text) => text.replace('"uid": "deal-card"', '"uid": "tieout"'));
    await expect(parseComponents("production", folder)).rejects.toThrow(/tieout/);
  });

  test("a variable that the profile lacks is refused by HubSpot's parser", async () => {
    const folder = projectWith("hsprofile.production.json", (text) => text.replace("API_ORIGIN", "API_HOST"));
    await expect(parseComponents("production", folder)).rejects.toThrow(/API_ORIGIN/);
  });
});
