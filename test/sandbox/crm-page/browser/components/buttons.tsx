import { useState, type MouseEvent, type ReactNode } from "react";
import type { ButtonProps, ButtonRowProps, DropdownButtonItemProps, DropdownProps, LoadingButtonProps } from "@hubspot/ui-extensions";
import { anchorOf, classes, extensionEvent, sizeOf } from "./sizes.ts";
import { Icon } from "./icons.tsx";
import { useOverlay, useReactions } from "./overlays.tsx";

type Look = { variant?: string | undefined; size?: string | undefined; truncate?: boolean | undefined };
const look = ({ variant = "secondary", size, truncate = false }: Look) =>
  classes("hs-button", `hs-button-${variant}`, `hs-button-${sizeOf(size, "md")}`, truncate && "hs-truncate");

/** A button, or a link that looks like one. Its overlay opens with the click. */
export function Button({ children, onClick, href, disabled = false, type = "button", overlay, testId, ...rest }: ButtonProps) {
  const reactions = useReactions();
  const { open, drawn } = useOverlay(overlay);
  const press = (event: MouseEvent) => {
    open();
    void onClick?.(extensionEvent(event), reactions);
  };
  return (
    <>
      {href !== undefined && !disabled ? (
        <a {...anchorOf(href)} className={look(rest)} onClick={press} data-testid={testId}>
          {children}
        </a>
      ) : (
        <button type={type} className={look(rest)} disabled={disabled} onClick={press} data-testid={testId}>
          {children}
        </button>
      )}
      {drawn}
    </>
  );
}

/** A button that turns while `loading`, then shows its result's icon for as long as the extension asks. */
export function LoadingButton({ loading = false, resultIconName, overlayOptions, disabled, children, ...rest }: LoadingButtonProps) {
  const opensLater = overlayOptions?.openBehavior === "onLoadingFinish";
  return (
    <span className="hs-loading-button" aria-busy={loading}>
      <Button {...rest} disabled={loading || disabled === true} overlay={opensLater && loading ? undefined : rest.overlay}>
        {loading && <span className="spinner spinner-small" aria-hidden="true" />}
        {!loading && resultIconName && <Icon name={resultIconName} size="sm" />}
        {children}
      </Button>
    </span>
  );
}

/** Buttons side by side. */
export const ButtonRow = ({ children, testId }: ButtonRowProps) => (
  <div className="hs-button-row" data-testid={testId}>
    {children}
  </div>
);

/** A button with a menu. */
export function Dropdown({ options = [], variant, buttonText = "Actions", buttonSize, disabled = false, children, testId }: DropdownProps) {
  const [open, setOpen] = useState(false);
  return (
    <div
      className="hs-dropdown"
      data-testid={testId}
      onKeyDown={(event) => event.key === "Escape" && setOpen(false)}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}
    >
      <button
        type="button"
        className={look({ variant, size: buttonSize })}
        disabled={disabled}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {buttonText} <span aria-hidden="true">▾</span>
      </button>
      <div className="hs-menu" role="menu" hidden={!open} onClick={() => setOpen(false)}>
        {options.map(({ label, onClick }) => (
          <MenuItem key={label} onPress={() => onClick?.()}>
            {label}
          </MenuItem>
        ))}
        {children}
      </div>
    </div>
  );
}

/** One line of a Dropdown. */
export function DropdownButtonItem({ children, onClick, overlay, testId }: DropdownButtonItemProps) {
  const reactions = useReactions();
  const { open, drawn } = useOverlay(overlay);
  const press = (event: MouseEvent) => {
    open();
    void onClick?.(extensionEvent(event), reactions);
  };
  return (
    <>
      <MenuItem onPress={press} testId={testId}>
        {children}
      </MenuItem>
      {drawn}
    </>
  );
}

type ItemProps = { children: ReactNode; onPress(event: MouseEvent): void; testId?: string | undefined };
const MenuItem = ({ children, onPress, testId }: ItemProps) => (
  <button type="button" role="menuitem" className="hs-menu-item" onClick={onPress} data-testid={testId}>
    {children}
  </button>
);
