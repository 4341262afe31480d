import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";
import * as RemoteUI from "@remote-ui/react";
import { createRemoteRoot, type RemoteComponent, type RemoteRoot, type RemoteText } from "@remote-ui/core";
import * as React from "react";
import { vi } from "vitest";

type Extend = (render: (api: object) => React.ReactElement) => void;
type Child = RemoteComponent<string, RemoteRoot> | RemoteText<RemoteRoot>;

/**
 * Runs a bundle in a realm that has nothing but what HubSpot's worker gives it (facts/hubspot.md §2.6): no window, document, fetch,
 * process or require. Answers the tree that it draws.
 */
export function runExtension(file: string, { fetch, context }: { fetch: unknown; context: object }) {
  let render: Parameters<Extend>[0] | null = null;
  const fetchCrmProperties = vi.fn(async (names: string[]) => ({
    json: async () => ({ data: Object.fromEntries(names.map((name) => [name, null])), cleanup: () => {} }),
    ok: true,
  }));
  const realm: Record<string, unknown> = createContext({
    React,
    RemoteUI,
    __HUBSPOT_EXTENSION_WORKER__: true,
    extend_V2: ((callback) => (render = callback)) satisfies Extend,
    hsFetch: fetch,
    hsWorkerAPI: {
      fetchCrmProperties,
      useExtensionContext: () => context,
      useExtensionActions: () => ({}),
      useAppPageLocation: () => ({ path: "/", params: {} }),
    },
    logger: { debug() {}, info() {}, warn() {}, error() {} },
    setTimeout,
    crypto,
  });
  realm["self"] = realm;
  runInContext(readFileSync(file, "utf8"), realm, { filename: file });

  const root = createRemoteRoot(() => {});
  if (!render) throw new Error("The bundle did not call hubspot.extend.");
  RemoteUI.createRoot(root).render((render as Parameters<Extend>[0])({ context, actions: {} }));
  void root.mount();
  return { ...treeOf(root), fetchCrmProperties };
}

function treeOf(root: RemoteRoot) {
  const below = (children: readonly Child[]): Child[] =>
    children.flatMap((child) => [child, ...("children" in child ? below(child.children as readonly Child[]) : [])]);
  const all = () => below(root.children as readonly Child[]);
  const components = () => all().filter((child): child is RemoteComponent<string, RemoteRoot> => "type" in child);
  return {
    text: () =>
      all()
        .flatMap((child) => ("text" in child ? [child.text] : []))
        .join(" "),
    types: () => new Set(components().map(({ type }) => type)),
    /** The first component of this type whose props hold these. */
    find: (type: string, props: Props = {}) => {
      const found = components().find((node) => node.type === type && holds(propsOf(node), props));
      if (!found) throw new Error(`No ${type} is drawn.`);
      return propsOf(found);
    },
  };
}

type Props = Record<string, unknown>;

function propsOf({ props }: RemoteComponent<string, RemoteRoot>): Props {
  return props as Props;
}

function holds(props: Props, wanted: Props): boolean {
  return Object.entries(wanted).every(([name, value]) => props[name] === value);
}
