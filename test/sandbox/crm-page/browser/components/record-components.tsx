import { createContext, useContext } from "react";
import type { CrmActionButtonProps, CrmActionLinkProps, CrmDataHighlightProps, CrmPropertyListProps } from "@hubspot/ui-extensions/crm";
import type { PropertyValues } from "../extension/protocol.ts";
import { DescriptionList, DescriptionListItem } from "./facts.tsx";

/** The record on the page, for the components that read it themselves: labels and formatted values by property name. */
export type ShownRecord = { labels: Record<string, string>; formatted: PropertyValues };
/** The record that the extension is on. */
export const ShownRecordContext = createContext<ShownRecord>({ labels: {}, formatted: {} });

/** Properties of the record with their labels. */
export function CrmPropertyList({ properties, direction = "column" }: CrmPropertyListProps) {
  const { labels, formatted } = useContext(ShownRecordContext);
  return (
    <DescriptionList direction={direction === "row" ? "row" : "column"}>
      {properties.map((name) => (
        <DescriptionListItem key={name} label={labels[name] ?? name}>
          {formatted[name] ?? "--"}
        </DescriptionListItem>
      ))}
    </DescriptionList>
  );
}

/** Up to four properties of the record in a row. */
export const CrmDataHighlight = ({ properties }: CrmDataHighlightProps) => (
  <CrmPropertyList properties={properties.slice(0, 4)} direction="row" />
);

/** A button that does something of HubSpot's own, which the sandbox does not have: it says so to the extension. */
export const CrmActionButton = ({ children, variant = "secondary", disabled, actionType, onClick, onError }: CrmActionButtonProps) => (
  <button
    type="button"
    className={`hs-button hs-button-${variant} hs-button-md`}
    disabled={disabled}
    onClick={() => (onClick?.(), onError?.([`The sandbox has no ${actionType}.`]))}
  >
    {children}
  </button>
);
/** The same as a link. */
export const CrmActionLink = ({ children, actionType, onClick, onError }: CrmActionLinkProps) => (
  <button type="button" className="hs-link-button" onClick={() => (onClick?.(), onError?.([`The sandbox has no ${actionType}.`]))}>
    {children}
  </button>
);
