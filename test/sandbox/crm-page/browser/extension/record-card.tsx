import { useEffect, useMemo, useRef } from "react";
import type { RecordPage } from "../../page-api.ts";
import { ShownRecordContext } from "../components/record-components.tsx";
import { usePerson } from "../parts/person.tsx";
import { useToast } from "../parts/toasts.tsx";
import { ExtensionHost } from "./extension-host.tsx";
import type { RecordContext } from "./protocol.ts";
import { propertiesOf, recordHost, shownRecord } from "./record-host.ts";
import { useIframeModal } from "./use-iframe-modal.tsx";
import { visitorContext } from "./visitor.ts";
import { createWatchers } from "./watch-properties.ts";

const OBJECT_TYPES = { deals: "0-3", companies: "0-2" } as const;

type Props = { page: RecordPage; bundleUrl: string; title: string; refresh(): Promise<void> };

/** A card of an app on a record's tab, in a worker of its own and told of every change of the record. */
export function RecordCard({ page, bundleUrl, title, refresh }: Props) {
  const { config, user } = usePerson();
  const toast = useToast();
  const [openIframeModal, iframe] = useIframeModal();
  const latest = useRef(page);
  latest.current = page;
  const watchers = useMemo(() => createWatchers((names, options) => propertiesOf(latest.current, names, options)), []);
  useEffect(() => watchers.tell(), [page, watchers]);

  const { id, type } = page.record;
  const context = useMemo((): RecordContext => {
    const visitor = visitorContext(config, user);
    return {
      ...visitor,
      location: "crm.record.tab",
      crm: { objectId: Number(id), objectTypeId: OBJECT_TYPES[type as keyof typeof OBJECT_TYPES] },
      extension: { ...visitor.extension, cardTitle: title },
    };
  }, [config, user, id, type, title]);
  const host = useMemo(
    () => recordHost({ page: () => latest.current, userId: user.id, watchers, refresh, addAlert: toast, openIframeModal }),
    [user.id, watchers, refresh, toast, openIframeModal],
  );
  return (
    <ShownRecordContext.Provider value={shownRecord(page)}>
      <ExtensionHost bundleUrl={bundleUrl} context={context} host={host} />
      {iframe}
    </ShownRecordContext.Provider>
  );
}
