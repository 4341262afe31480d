import { jsonOf, type Routes, type WireAnswer } from "../wire/server.ts";
import { faultsAnswered } from "./access.ts";
import { allLive, type Company } from "./company.ts";
import { KIND_NAMES } from "./kinds.ts";
import { actByName, type People } from "./people.ts";
import { presented } from "./present.ts";
import { patchedSettings, type SettingsPatch } from "./settings.ts";
import type { WebhookSettings } from "./webhooks.ts";
import type { World } from "./world.ts";

/*
 * The control API of the simulated QuickBooks, beside the one that every simulator has (faults, clock, request log):
 *
 *   POST /control/reset        {seed?, keepConnections?}  back to the seed; connections (tokens) go too unless kept
 *   GET  /control/state?realm= every live record by kind ({"Customer": [...], ...}); without realm, by realm
 *   GET, POST /control/settings  settings.ts, in parts: {"queryLagSeconds": 5, "requestIds": {"forgetful": true}, "limits": {"enforced": false}}
 *   POST /control/preferences  {realm, SalesFormsPrefs: {AllowEstimates: false}, ...}  as on the settings page, with its webhook
 *   POST /control/tokens       {action: "expireAccess" | "expireRefresh" | "rotateNow" | "grantDirectly", realm?, on?}
 *   GET, POST /control/webhooks  webhooks.ts, in parts: {"url": ..., "verifierToken": ..., "format": "legacy", "held": true, "repeats": 1, "drop": 2}
 *   POST /control/webhooks/flush  sends all that waits, retries too, and answers when each was answered once
 *   POST /control/people       {action: "receivePayment", args: ["<realm>", "<invoice id>", 100]}  people.ts: what a person does in QuickBooks' pages
 */
type Needs = { world: () => World; people: People; reset(options: { seed?: number; keepConnections?: boolean }): void };

export function controlRoutes({ world, people, reset }: Needs): Routes {
  const ok = (body: object): WireAnswer => ({ status: 200, body });
  return {
    "POST /control/reset": (request) => (reset(jsonOf(request) as Parameters<Needs["reset"]>[0]), ok({})),
    "GET /control/state": (request) => stateOf(world(), request.url.searchParams.get("realm")),
    "GET /control/settings": () => ok(world().settings),
    "POST /control/settings": (request) => {
      world().settings = patchedSettings(world().settings, jsonOf(request) as SettingsPatch);
      return ok(world().settings);
    },
    "POST /control/preferences": (request) => {
      const { realm, ...patch } = jsonOf(request) as { realm: string } & Record<string, object>;
      return faultsAnswered(world(), () => (people.setPreferences(realm, patch), ok({})));
    },
    "POST /control/tokens": (request) => tokenControl(world(), jsonOf(request) as TokenControl),
    "GET /control/webhooks": () =>
      ok({ settings: world().webhooks.settings(), waiting: world().webhooks.waiting(), deliveries: world().webhooks.deliveries() }),
    "POST /control/webhooks": (request) => ok(world().webhooks.configure(jsonOf(request) as Partial<WebhookSettings>)),
    "POST /control/webhooks/flush": async () => ok({ delivered: await world().webhooks.flush() }),
    "POST /control/people": (request) => {
      const { action, args } = jsonOf(request) as { action: string; args: unknown[] };
      return faultsAnswered(world(), () => ok({ result: actByName(people, action, args) ?? null }));
    },
  };
}

type TokenControl = { action: "expireAccess" | "expireRefresh" | "rotateNow" | "grantDirectly"; realm?: string; on?: boolean };

function tokenControl({ oauth }: World, { action, realm, on = true }: TokenControl): WireAnswer {
  switch (action) {
    case "expireAccess":
      return (oauth.expireAccess(realm), { status: 200, body: {} });
    case "expireRefresh":
      return (oauth.expireRefresh(realm), { status: 200, body: {} });
    case "rotateNow":
      return (oauth.rotateNow(on), { status: 200, body: {} });
    case "grantDirectly":
      return { status: 200, body: oauth.grantDirectly(realm ?? "") };
    default:
      return { status: 400, body: { error: "no such action" } };
  }
}

function stateOf(world: World, realmId: string | null): WireAnswer {
  if (realmId === null) {
    return { status: 200, body: Object.fromEntries([...world.companies.values()].map((company) => [company.realmId, recordsOf(company)])) };
  }
  const company = world.companies.get(realmId);
  return company ? { status: 200, body: recordsOf(company) } : { status: 404, body: { error: "no such realm" } };
}

function recordsOf(company: Company): object {
  return Object.fromEntries(KIND_NAMES.map((kind) => [kind, allLive(company, kind).map((entity) => presented(company, kind, entity))]));
}
