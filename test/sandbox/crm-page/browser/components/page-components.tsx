import type { MouseEvent, ReactNode } from "react";
import type { HeaderActionButtonProps, HeaderActionsProps } from "@hubspot/ui-extensions";
import { Button } from "./buttons.tsx";
import { anchorOf, extensionEvent } from "./sizes.ts";
import { useReactions } from "./overlays.tsx";

type Children = { children?: ReactNode };

/** The buttons at the top of an app page. */
export const HeaderActions = ({ children }: HeaderActionsProps) => <div className="hs-button-row hs-header-actions">{children}</div>;
/** The main one of them. */
export const PrimaryHeaderActionButton = (props: HeaderActionButtonProps) => <Button {...props} variant="primary" />;
/** One of the others. */
export const SecondaryHeaderActionButton = (props: HeaderActionButtonProps) => <Button {...props} variant="secondary" />;

/** The head of an app page. */
export const PageHeader = ({ children }: Children) => <header className="hs-page-header">{children}</header>;
/** Where its actions stand. */
export const PageHeaderActions = ({ children }: Children) => <div className="hs-button-row">{children}</div>;

type LinkProps = Children & { href?: string; disabled?: boolean; onClick?: HeaderActionButtonProps["onClick"] };
/** An action of the head. */
export function PageHeaderLink({ children, href, disabled = false, onClick }: LinkProps) {
  const reactions = useReactions();
  const press = (event: MouseEvent) => void onClick?.(extensionEvent(event), reactions);
  if (href) {
    return (
      <a {...anchorOf(href)} className="hs-button hs-button-secondary hs-button-md" onClick={press}>
        {children}
      </a>
    );
  }
  return (
    <button type="button" className="hs-button hs-button-secondary hs-button-md" disabled={disabled} onClick={press}>
      {children}
    </button>
  );
}

/** The title of an app page. */
export const PageTitle = ({ children }: Children) => <h2 className="hs-page-title">{children}</h2>;
/** A link to another page of the same app. */
export const PageLink = ({ children, to }: Children & { to: string }) => (
  <a className="hs-link" href={`#${to}`}>
    {children}
  </a>
);
/** The way to this page. */
export const PageBreadcrumbs = ({ children }: Children) => (
  <nav className="hs-breadcrumbs" aria-label="Breadcrumbs">
    {children}
  </nav>
);
/** Where one is. */
export const PageBreadcrumbsCurrent = ({ children }: Children) => <span aria-current="page">{children}</span>;

/** The page of an app's settings with its bar for saving. */
export function SettingsView({ children, saveBarVisible = false, numberOfSettingsChanged = 0, ...rest }: SettingsViewProps) {
  const reactions = useReactions();
  const press = (handler: HeaderActionButtonProps["onClick"]) => (event: MouseEvent) => void handler?.(extensionEvent(event), reactions);
  return (
    <div className="hs-settings">
      {children}
      {saveBarVisible && (
        <footer className="hs-save-bar">
          <span>{numberOfSettingsChanged} changed</span>
          <button type="button" className="hs-button hs-button-primary hs-button-md" onClick={press(rest.onSave)}>
            Save
          </button>
          <button type="button" className="hs-button hs-button-secondary hs-button-md" onClick={press(rest.onCancel)}>
            Cancel
          </button>
        </footer>
      )}
    </div>
  );
}
type SettingsViewProps = Children & {
  saveBarVisible?: boolean;
  numberOfSettingsChanged?: number;
  onSave?: HeaderActionButtonProps["onClick"];
  onCancel?: HeaderActionButtonProps["onClick"];
};
