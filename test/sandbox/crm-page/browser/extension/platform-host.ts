import type { ProxiedFetch } from "../../page-api.ts";
import { call } from "../backend.ts";
import { goTo } from "../parts/route.tsx";
import type { HostApi } from "./protocol.ts";

/** Where the app's own pages lie on this page. */
export const APP_PAGES = "/finance-desk";

export type PlatformNeeds = { userId: number; addAlert: HostApi["addAlert"]; openIframeModal: HostApi["openIframeModal"] };
type PlatformHost = Pick<
  HostApi,
  "fetch" | "addAlert" | "openIframeModal" | "reloadPage" | "copyTextToClipboard" | "navigateToPage" | "log"
>;

/** What any extension can ask of the page, wherever it stands. */
export function platformHost({ userId, addAlert, openIframeModal }: PlatformNeeds): PlatformHost {
  return {
    fetch: ({ url, method, body, timeoutMs, headers }) =>
      call("/fetch", { method: "POST", body: { url, method, body, timeoutMs, headers, userId } satisfies ProxiedFetch }),
    addAlert,
    openIframeModal,
    reloadPage: () => window.location.reload(),
    copyTextToClipboard: (text) => navigator.clipboard.writeText(text),
    navigateToPage: ({ to, params = {} }) => goTo(addressOf(to, params)),
    // The extension's own log belongs in the browser's console.
    log: (level, message) => console[level](message),
  };
}

function addressOf(to: string, params: Record<string, string>): string {
  const query = new URLSearchParams(params).toString();
  return `${APP_PAGES}${to.replace(/\/$/, "")}${query === "" ? "" : `?${query}`}`;
}
