import { useMemo } from "react";
import { usePerson } from "../parts/person.tsx";
import { useToast } from "../parts/toasts.tsx";
import { ExtensionHost } from "./extension-host.tsx";
import { APP_PAGES, platformHost } from "./platform-host.ts";
import type { HostApi, PageContext, PageLocation } from "./protocol.ts";
import { useIframeModal } from "./use-iframe-modal.tsx";
import { visitorContext } from "./visitor.ts";

type Props = { point: "pages" | "settings"; bundleUrl: string; title: string; address: URL };

/** The app's own pages, or its settings, in a worker of their own; the address under `APP_PAGES` says which of the pages is shown. */
export function AppPage({ point, bundleUrl, title, address }: Props) {
  const { config, user } = usePerson();
  const toast = useToast();
  const [openIframeModal, iframe] = useIframeModal();
  const context = useMemo((): PageContext => ({ location: point, ...visitorContext(config, user) }), [point, config, user]);
  const host = useMemo(() => appPageHost(user.id, toast, openIframeModal), [user.id, toast, openIframeModal]);
  return (
    <section className="app-pages" aria-labelledby="app-page-title">
      <h1 id="app-page-title" className="page-title">
        {title}
      </h1>
      <div className="panel">
        <ExtensionHost bundleUrl={bundleUrl} context={context} host={host} location={locationOf(address)} />
      </div>
      {iframe}
    </section>
  );
}

function locationOf({ pathname, searchParams }: URL): PageLocation {
  return { path: pathname.slice(APP_PAGES.length) || "/", params: Object.fromEntries(searchParams) };
}

function appPageHost(
  userId: number,
  addAlert: HostApi["addAlert"],
  openIframeModal: HostApi["openIframeModal"],
): Omit<HostApi, "closeOverlay"> {
  const noRecord = () => {
    throw new Error("There is no record on an app's page.");
  };
  return {
    ...platformHost({ userId, addAlert, openIframeModal }),
    ...{ readProperties: noRecord, watchProperties: noRecord, readAssociations: noRecord, formatProperties: noRecord },
    refreshObjectProperties: noRecord,
  };
}
