import type { RemoteChannel } from "@remote-ui/core";
import type { ExtensionPointApiContext, FormattingOptions } from "@hubspot/ui-extensions";

/** What an extension on a record, and one that is a page of its own, is told about where it runs (facts/hubspot.md §2.2). */
export type RecordContext = ExtensionPointApiContext<"crm.record.tab">;
export type PageContext = ExtensionPointApiContext<"pages"> | ExtensionPointApiContext<"settings">;
/** Where in its own pages an extension stands: the path below the app's own address, and the query. */
export type PageLocation = { path: string; params: Record<string, string> };
/** Property values of the record on the page; null where the record has none. */
export type PropertyValues = Record<string, string | null>;

/** Options of the property hooks: which values come formatted for reading, and how. */
export type HookOptions = { propertiesToFormat?: string[] | "all"; formattingOptions?: FormattingOptions };
export type AssociationsRequest = { toObjectType: string; properties?: string[]; pageLength?: number; offset?: number };
type Association = {
  toObjectId: number;
  associationTypes: { category: string; typeId: number; label: string }[];
  properties: PropertyValues;
};
export type AssociationsPage = { results: Association[]; hasMore: boolean; nextOffset: number };

type FetchRequest = { url: string; method: string; timeoutMs: number | null; body: unknown; headers: Record<string, string> };
/** The app's answer as hubspot.fetch hands it over: the status of the app's server and its body as text. */
export type FetchAnswer = { status: number; body: string };

export type AlertMessage = { type?: "info" | "warning" | "success" | "danger" | "tip" | undefined; message: string; title?: string };
export type IframeModal = { uri: string; height: number; width: number; title?: string; flush?: boolean };

/** What the page does for the worker. Every call crosses threads, so every answer is a promise on the worker's side. */
export type HostApi = {
  fetch(request: FetchRequest): Promise<FetchAnswer>;
  readProperties(names: string[] | "*", options?: HookOptions): PropertyValues;
  /** Calls back with fresh values after each change of the record, until the answered function is called. */
  watchProperties(names: string[] | "*", onValues: (values: PropertyValues) => void, options?: HookOptions): () => void;
  readAssociations(request: AssociationsRequest): Promise<AssociationsPage>;
  formatProperties(values: PropertyValues[], options?: FormattingOptions): PropertyValues[];
  addAlert(alert: AlertMessage): void;
  reloadPage(): void;
  refreshObjectProperties(): void;
  openIframeModal(modal: IframeModal, onClose?: () => void): void;
  closeOverlay(id: string): void;
  copyTextToClipboard(text: string): Promise<void>;
  navigateToPage(page: { to: string; params?: Record<string, string> }): void;
  log(level: "debug" | "info" | "warn" | "error", message: string): void;
};

/** What the worker does for the page. */
export type WorkerApi = {
  /** Loads the bundle, runs what it passed to hubspot.extend, and sends the tree through the channel. Fails with the bundle's error. */
  start(bundleUrl: string, context: RecordContext | PageContext, channel: RemoteChannel): void;
  /** Tells the extension that it is at another of its pages now. */
  moveTo(location: PageLocation): void;
};

/** Calls that the worker may make; the endpoint refuses every other name. */
export const HOST_CALLS = [
  "fetch",
  "readProperties",
  "watchProperties",
  "readAssociations",
  "formatProperties",
  "addAlert",
  "reloadPage",
  "refreshObjectProperties",
  "openIframeModal",
  "closeOverlay",
  "copyTextToClipboard",
  "navigateToPage",
  "log",
] as const satisfies (keyof HostApi)[];
