import { useEffect, useMemo, useRef, useState } from "react";
import { retain } from "@remote-ui/rpc";
import type { RecordPage } from "../../page-api.ts";
import { ShownRecordContext } from "../components/record-components.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { usePerson } from "../parts/person.tsx";
import { useToast } from "../parts/toasts.tsx";
import { ExtensionHost } from "./extension-host.tsx";
import type { IframeModal, RecordContext } from "./protocol.ts";
import { propertiesOf, recordHost, shownRecord } from "./record-host.ts";
import { createWatchers } from "./watch-properties.ts";

const OBJECT_TYPES = { deals: "0-3", companies: "0-2" } as const;

type Props = { page: RecordPage; bundleUrl: string; title: string; refresh(): Promise<void> };
type OpenIframe = IframeModal & { onClose: (() => void) | undefined };

/** A card of an app on a record's tab, in a worker of its own and told of every change of the record. */
export function RecordCard({ page, bundleUrl, title, refresh }: Props) {
  const { config, user } = usePerson();
  const toast = useToast();
  const [iframe, setIframe] = useState<OpenIframe | null>(null);
  const latest = useRef(page);
  latest.current = page;
  const watchers = useMemo(() => createWatchers((names, options) => propertiesOf(latest.current, names, options)), []);
  useEffect(() => watchers.tell(), [page, watchers]);

  const { id, type } = page.record;
  const context = useMemo(
    (): RecordContext => ({
      location: "crm.record.tab",
      crm: { objectId: Number(id), objectTypeId: OBJECT_TYPES[type as keyof typeof OBJECT_TYPES] },
      user: { ...nameOf(user), roles: [], teams: [], permissions: [], locale: "en-us", language: "en" },
      portal: { id: config.portalId, timezone: config.timeZone },
      extension: { appId: config.appId, appName: "Tieout", cardTitle: title },
      variables: { API_ORIGIN: config.apiOrigin },
    }),
    [config, user, id, type, title],
  );
  const host = useMemo(
    () =>
      recordHost({
        page: () => latest.current,
        userId: user.id,
        watchers,
        refresh,
        addAlert: toast,
        openIframeModal(modal, onClose) {
          // Called after this call has ended, so the function must be kept.
          if (onClose) retain(onClose);
          setIframe({ ...modal, onClose });
        },
      }),
    [user.id, watchers, refresh, toast],
  );
  return (
    <ShownRecordContext.Provider value={shownRecord(page)}>
      <ExtensionHost bundleUrl={bundleUrl} context={context} host={host} />
      {iframe && (
        <Dialog title={iframe.title ?? ""} width="lg" onClose={() => (setIframe(null), iframe.onClose?.())}>
          <iframe className="hs-iframe" src={iframe.uri} title={iframe.title ?? iframe.uri} style={{ height: iframe.height }} />
        </Dialog>
      )}
    </ShownRecordContext.Provider>
  );
}

function nameOf({ id, email, firstName, lastName }: { id: number; email: string; firstName: string; lastName: string }) {
  return { id, email, emails: [email], firstName, lastName };
}
