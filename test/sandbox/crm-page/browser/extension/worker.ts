import * as RemoteUI from "@remote-ui/react";
import { createRemoteRoot } from "@remote-ui/core";
import { createEndpoint, retain } from "@remote-ui/rpc";
import * as React from "react";
import type { FormatCrmPropertiesRequest, HubSpotFetchOptions } from "@hubspot/ui-extensions";
import { HOST_CALLS, type AssociationsRequest, type HookOptions, type HostApi, type PropertyValues } from "./protocol.ts";
import type { PageContext, RecordContext, WorkerApi } from "./protocol.ts";
import { createPageLocation } from "./page-location.ts";
import { extensionActions } from "./worker-actions.ts";

const scope = self as unknown as Worker & { importScripts(url: string): void };

const host = createEndpoint<HostApi>(scope, { callable: [...HOST_CALLS] });
const page = host.call;
let context: RecordContext | PageContext | null = null;
let render: ((api: object) => React.ReactNode) | null = null;

const location = createPageLocation();

function extensionContext(): RecordContext | PageContext {
  if (!context) throw new Error("The extension asked for its context before it was started.");
  return context;
}

const actions = extensionActions(page);
const serverless = () => Promise.reject(new Error("Serverless functions are not part of platform 2026.09."));
const extensionApi = () => ({ context: extensionContext(), actions, runServerlessFunction: serverless });

/** A Response whose json() may carry functions, as HubSpot's own host answers its hooks. */
function hookAnswer(result: object): Response {
  return Object.assign(new Response(null), { json: () => Promise.resolve(result) });
}

async function hsFetch(url: string | URL, options: HubSpotFetchOptions = {}): Promise<Response> {
  const headers = Object.fromEntries(new Headers(options.headers).entries());
  const request = { url: String(url), method: options.method ?? "GET", timeoutMs: options.timeout ?? null, body: options.body, headers };
  const { status, body } = await page.fetch(request);
  const carriesNone = status === 204 || status === 304;
  return new Response(carriesNone ? null : body, { status, headers: { "content-type": "application/json" } });
}

const say = (level: Parameters<HostApi["log"]>[0]) => (message: unknown) => void page.log(level, String(message));

/** The runners behind HubSpot's hooks, named as the SDK calls them. */
const hsWorkerAPI = {
  useExtensionContext: extensionContext,
  useExtensionActions: () => actions,
  useExtensionApi: extensionApi,
  useAppPageLocation: () => React.useSyncExternalStore(location.subscribe, location.read),
  async fetchCrmProperties(names: string[], onValues: (values: PropertyValues) => void, options?: HookOptions) {
    const cleanup = await page.watchProperties(names, onValues, options);
    return hookAnswer({ data: await page.readProperties(names, options), cleanup });
  },
  async fetchAssociations(request: AssociationsRequest) {
    return hookAnswer({ data: await page.readAssociations(request), cleanup: () => undefined });
  },
  fetchCrmSearch: () => Promise.resolve(hookAnswer({ error: "The sandbox has no CRM search for extensions." })),
  fetchHubSpotApi: () => Promise.reject(new Error("The sandbox has no direct API access for extensions.")),
  async formatCrmProperties({ propertiesList, formattingOptions }: FormatCrmPropertiesRequest) {
    return hookAnswer(await page.formatProperties(propertiesList, formattingOptions));
  },
};

// The names that a bundle made by HubSpot's builder looks for in its global scope (facts/hubspot.md §2.6).
Object.assign(scope, {
  __HUBSPOT_EXTENSION_WORKER__: true,
  React,
  RemoteUI,
  hsFetch,
  serverless,
  logger: { debug: say("debug"), info: say("info"), warn: say("warn"), error: say("error") },
  extend_V2(callback: (api: object) => React.ReactNode) {
    render = callback;
  },
  hsWorkerAPI,
});

const worker: WorkerApi = {
  start(bundleUrl, startContext, channel) {
    retain(channel);
    context = startContext;
    scope.importScripts(bundleUrl);
    if (!render) throw new Error("The bundle never called hubspot.extend.");
    const root = createRemoteRoot(channel);
    RemoteUI.createRoot(root).render(render(extensionApi()));
    void root.mount();
  },
  moveTo: location.moveTo,
};
host.expose(worker);
