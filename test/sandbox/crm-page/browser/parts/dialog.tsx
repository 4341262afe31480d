import { useId, useLayoutEffect, useRef, type ReactNode, type SyntheticEvent } from "react";
import { createPortal } from "react-dom";

type Props = {
  title: string;
  /** Spoken instead of the title. */
  label?: string | undefined;
  look?: "modal" | "panel";
  width?: "sm" | "md" | "lg";
  danger?: boolean;
  /** The page behind stays usable. */
  modeless?: boolean;
  onClose(): void;
  children: ReactNode;
};

/** A dialog over the page, in the middle or along the right edge; Escape and the cross ask to close it. */
export function Dialog({ title, label, look = "modal", width = "md", danger = false, modeless = false, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // Closed while it still stands in the page, the dialog gives the focus back to where it came from.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (modeless) element?.show();
    else element?.showModal();
    return () => element?.close();
  }, [modeless]);
  const cancel = (event: SyntheticEvent) => {
    event.preventDefault();
    onClose();
  };
  const names = `dialog dialog-${look} dialog-${width}${danger ? " dialog-danger" : ""}`;
  return createPortal(
    // React carries events from here to the ancestors in its own tree, where an outer form or button would take them for its own.
    <dialog
      ref={dialog}
      className={names}
      onCancel={cancel}
      onClick={stop}
      onSubmit={stop}
      onKeyDown={(event) => {
        stop(event);
        if (modeless && event.key === "Escape") cancel(event);
      }}
      {...(label ? { "aria-label": label } : { "aria-labelledby": titleId })}
    >
      <header className="dialog-head">
        <h2 id={titleId}>{title}</h2>
        <button type="button" className="dialog-close" aria-label="Close" onClick={onClose}>
          <span aria-hidden="true">×</span>
        </button>
      </header>
      {children}
    </dialog>,
    document.body,
  );
}

const stop = (event: SyntheticEvent) => event.stopPropagation();
