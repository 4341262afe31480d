import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { USERS } from "../sandbox/seed/hubspot.ts";
import { startStage, type Stage } from "./harness.ts";
import { fromNowOn } from "./written-since.ts";

type File = {
  companies: { id: string; name: string }[];
  settings: Record<string, unknown>;
  mapping: Record<string, Record<string, unknown>[]>;
};
type Imported = {
  faults: { path: string; message: string }[];
  changes: { path: string; before: string; after: string }[];
  applied: boolean;
};

const SLACK = "https://hooks.slack.com/services/T/B/secret";

let stage: Stage;
let file: File;
beforeAll(async () => {
  stage = await startStage();
  const [company] = (await ask<{ connections: { id: string }[] }>("/ui/quickbooks")).connections;
  const routing = { rules: [{ by: "currency", value: "USD", connectionId: company?.id }], defaultConnectionId: null };
  await put({ routing, alerts: { slackWebhookUrl: SLACK, emails: ["books@northwind.example"] }, roles: { [USERS.finance]: "finance" } });
  file = await ask<File>("/ui/configuration");
});
afterAll(() => stage?.stop());

const ask = <T>(path: string, more?: { method: "PUT" | "POST"; body: object }) => stage.actors.ask<T>("admin", path, more);
const put = (body: object) => ask("/ui/settings", { method: "PUT", body });
const importing = (changed: object, apply = true) =>
  ask<Imported>("/ui/configuration/import", { method: "POST", body: { text: JSON.stringify({ ...file, ...changed }), apply } });
const settings = () => ask<Record<string, unknown>>("/ui/settings");

describe("the configuration as one file", () => {
  test("holds every setting and list, and neither a token nor the address of a Slack webhook", async () => {
    const { amountBasisProposal: _onlyRead, ...all } = await settings();
    expect(Object.keys(file.settings).toSorted()).toEqual(Object.keys(all).toSorted());
    expect(file).toMatchObject({ tieout: "configuration", version: 1, settings: { alerts: { emails: ["books@northwind.example"] } } });
    expect(file.mapping["products"]).not.toEqual([]);
    expect(JSON.stringify(file)).not.toMatch(/slack|token|secret/i);
  });

  test("taken back as it is changes nothing, and the Slack address stays", async () => {
    expect(await importing({})).toMatchObject({ faults: [], changes: [], applied: true });
    expect(await settings()).toMatchObject({ alerts: { slackWebhookUrl: SLACK } });
  });

  test("says first what it would change, and changes it when told to", async () => {
    const changed = { settings: { ...file.settings, dailyHour: 4 }, mapping: { terms: [{ text: "Thirty days", termId: "3" }] } };
    const told = await importing(changed, false);
    const written = await fromNowOn(stage);
    expect(await importing(changed, false)).toEqual(told);
    await written.expectNothing();
    expect(told).toMatchObject({ faults: [], applied: false });
    expect(told.changes).toEqual([
      { path: "settings.dailyHour", before: "6", after: "4" },
      { path: 'terms "thirty days"', before: "", after: '"Thirty days" is term 3' },
    ]);

    expect(await importing(changed)).toMatchObject({ applied: true, changes: told.changes });
    expect(await settings()).toMatchObject({ dailyHour: 4 });
    const { entries } = await ask<{ entries: { what: string; by: { userId: number } }[] }>("/ui/audit-log");
    expect(entries[0]).toMatchObject({ what: "configuration.imported", by: { userId: USERS.admin } });
    await importing({ mapping: { terms: [] } });
  });

  test("of another portal finds the company of the same name", async () => {
    const moved = JSON.parse(JSON.stringify(file).replaceAll(file.companies[0]?.id ?? "", "elsewhere")) as File;
    expect(await importing(moved)).toMatchObject({ faults: [], changes: [], applied: true });
  });
});

describe("a file with a fault is not applied at all, and says where it is:", () => {
  const withSettings = (changed: object) => ({ settings: { ...file.settings, dailyHour: 9, ...changed } });
  test.each([
    ["an unknown setting", () => withSettings({ frequency: 1 }), "settings", /Unrecognized key/],
    ["a setting with a wrong value", () => withSettings({ settleSeconds: -1 }), "settings.settleSeconds", /Too small/],
    [
      "a secret, which no file holds",
      () => withSettings({ alerts: { emails: [], slackWebhookUrl: SLACK } }),
      "settings.alerts",
      /slackWebhookUrl/,
    ],
    ["settings that do not go together", () => withSettings({ numbering: { kind: "sequence" } }), "settings", /needs the next number/],
    ["a company that is not joined", () => withSettings({ routing: { rules: [], defaultConnectionId: "x" } }), "settings", /not connected/],
    ["automatic pushes before their time", () => withSettings({ automaticPush: true, goLiveWaiver: null }), "settings", /open ticks/],
    ["an admin less", () => withSettings({ roles: { [USERS.admin]: "viewer" } }), "settings", /not be an admin/],
    [
      "an item that QuickBooks does not have",
      () => ({ ...withSettings({}), mapping: { products: [{ sku: "X", items: [{ itemId: "9999" }] }] } }),
      "mapping.products.0",
      /no active item 9999/,
    ],
    ["a later form of the file", () => ({ version: 2 }), "version", /expected 1/],
  ])("%s", async (_fault, changed, path, words) => {
    const written = await fromNowOn(stage);
    const { faults, changes, applied } = await importing(changed());
    expect({ changes, applied }).toEqual({ changes: [], applied: false });
    expect(faults).toEqual([{ path, message: expect.stringMatching(words) }]);
    await written.expectNothing();
  });
});
