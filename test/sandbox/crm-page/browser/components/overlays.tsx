import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import type { ModalProps, PanelProps, PanelSectionProps, Reactions } from "@hubspot/ui-extensions";
import { Dialog } from "../parts/dialog.tsx";
import { sizeOf } from "./sizes.ts";

/** The modals and panels of one extension by their id, so that `closeOverlay(id)` and the reactions can reach them. */
export type Overlays = { register(id: string, show: (open: boolean) => void): () => void; show(id: string, open: boolean): void };

/** An empty register of overlays. */
export function createOverlays(): Overlays {
  const shown = new Map<string, (open: boolean) => void>();
  return {
    register(id, show) {
      shown.set(id, show);
      return () => void shown.delete(id);
    },
    show: (id, open) => shown.get(id)?.(open),
  };
}

/** The overlays of the extension that is being drawn. */
export const OverlaysContext = createContext<Overlays>(createOverlays());

type Slot = { open: boolean; show(open: boolean): void; claim(): () => void };
const SlotContext = createContext<Slot | null>(null);

/** An `overlay` prop: `drawn` belongs beside the trigger; `open` shows it, and is false where it is only a tooltip. */
export function useOverlay(overlay: ReactNode): { open(): boolean; drawn: ReactNode } {
  const [open, show] = useState(false);
  const claims = useRef(0);
  const slot = useMemo(() => ({ open, show, claim: () => (claims.current++, () => void claims.current--) }), [open]);
  const drawn = overlay ? <SlotContext.Provider value={slot}>{overlay}</SlotContext.Provider> : null;
  return { open: () => (claims.current > 0 ? (show(true), true) : false), drawn };
}

/** The second argument of HubSpot's click handlers. */
export function useReactions(): Reactions {
  const overlays = useContext(OverlaysContext);
  return useMemo(() => {
    const open = (id: string) => overlays.show(id, true);
    const close = (id: string) => overlays.show(id, false);
    return { openPanel: open, closePanel: close, openModal: open, closeModal: close };
  }, [overlays]);
}

type OverlayProps = (ModalProps | PanelProps) & { look: "modal" | "panel" };

function Overlay({ look, id, title = "", width, variant, onOpen, onClose, children, ...rest }: OverlayProps) {
  const overlays = useContext(OverlaysContext);
  const own = useState(false);
  const slot = useContext(SlotContext);
  const [open, show] = slot ? [slot.open, slot.show] : own;
  useEffect(() => overlays.register(id, show), [overlays, id, show]);
  useEffect(() => slot?.claim(), []);
  const gone = useRef(false);
  useEffect(() => () => void (gone.current = true), []);
  useEffect(() => {
    if (!open) return;
    onOpen?.();
    // An overlay that its extension has taken away has nobody left to tell.
    return () => void (gone.current || onClose?.());
    // The handlers are new functions after every render of the extension; only opening and closing count.
  }, [open]);
  if (!open) return null;
  return (
    <Dialog
      title={title}
      label={rest["aria-label"]}
      look={look}
      width={sizeOf(width, look === "panel" ? "sm" : "md") as "sm" | "md" | "lg"}
      danger={variant === "danger"}
      modeless={look === "panel" && variant !== "modal"}
      onClose={() => show(false)}
    >
      <SlotContext.Provider value={null}>{children}</SlotContext.Provider>
    </Dialog>
  );
}

/** HubSpot's Modal, shown by the component that carries it in its `overlay` prop. */
export const Modal = (props: ModalProps) => <Overlay {...props} look="modal" />;
/** HubSpot's Panel, along the right edge. */
export const Panel = (props: PanelProps) => <Overlay {...props} look="panel" />;

type Children = { children?: ReactNode };
/** The scrolling part of a modal. */
export const ModalBody = ({ children }: Children) => <div className="dialog-body">{children}</div>;
/** The buttons of a modal. */
export const ModalFooter = ({ children }: Children) => <footer className="dialog-foot">{children}</footer>;
/** The scrolling part of a panel. */
export const PanelBody = ({ children }: Children) => <div className="dialog-body">{children}</div>;
/** The buttons of a panel. */
export const PanelFooter = ({ children }: Children) => <footer className="dialog-foot">{children}</footer>;
/** A part of a panel with space below. */
export const PanelSection = ({ children, flush }: PanelSectionProps) => (
  <section className={flush ? "panel-section panel-section-flush" : "panel-section"}>{children}</section>
);
