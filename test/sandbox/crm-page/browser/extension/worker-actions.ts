import type { RemoteCallable } from "@remote-ui/rpc";
import type { ExtensionPointApiActions } from "@hubspot/ui-extensions";
import type { HostApi, PropertyValues } from "./protocol.ts";

/** The actions of an extension on a record tab; each one asks the page to act (facts/hubspot.md §2.2). */
export function extensionActions(page: RemoteCallable<HostApi>): ExtensionPointApiActions<"crm.record.tab"> {
  return {
    addAlert: (alert) => void page.addAlert(alert),
    reloadPage: () => void page.reloadPage(),
    refreshObjectProperties: () => void page.refreshObjectProperties(),
    openIframeModal: (modal, onClose) => void page.openIframeModal(modal, onClose),
    closeOverlay: (id) => void page.closeOverlay(id),
    copyTextToClipboard: (text) => page.copyTextToClipboard(text),
    navigateToPage: (target) => void page.navigateToPage(target),
    fetchCrmObjectProperties: async (names) => withoutNulls(await page.readProperties(names)),
    onCrmPropertiesUpdate: (names, callback) => void page.watchProperties(names, (values) => callback(withoutNulls(values))),
  };
}

function withoutNulls(values: PropertyValues): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== null));
}
