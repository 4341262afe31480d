import { useCallback, useState, type ReactNode } from "react";
import { retain } from "@remote-ui/rpc";
import { Dialog } from "../parts/dialog.tsx";
import type { HostApi, IframeModal } from "./protocol.ts";

/** The window that an extension can open on another site: how to open it, and what is drawn while it is open. */
export function useIframeModal(): [open: HostApi["openIframeModal"], drawn: ReactNode] {
  const [iframe, setIframe] = useState<(IframeModal & { onClose: (() => void) | undefined }) | null>(null);
  const open = useCallback((modal: IframeModal, onClose?: () => void) => {
    // Called after this call has ended, so the function must be kept.
    if (onClose) retain(onClose);
    setIframe({ ...modal, onClose });
  }, []);
  const drawn = iframe && (
    <Dialog title={iframe.title ?? ""} width="lg" onClose={() => (setIframe(null), iframe.onClose?.())}>
      <iframe className="hs-iframe" src={iframe.uri} title={iframe.title ?? iframe.uri} style={{ height: iframe.height }} />
    </Dialog>
  );
  return [open, drawn];
}
