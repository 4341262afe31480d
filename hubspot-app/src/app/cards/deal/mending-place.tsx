import { Link, Text } from "@hubspot/ui-extensions";
import { CrmActionLink } from "@hubspot/ui-extensions/crm";
import type { Finding } from "tieout-shared/contract.ts";
import { DeskLink, type DeskScreen } from "./desk-link.tsx";

/** What finance mends on its desk. */
const SCREENS: Record<string, { screen: DeskScreen; label: string } | undefined> = {
  productUnmapped: { screen: "unmapped", label: "Map the product" },
  mappingInvalid: { screen: "mapping", label: "Open the mapping" },
  itemMissing: { screen: "mapping", label: "Open the mapping" },
  ownerUnmapped: { screen: "mapping", label: "Map the owner" },
  itemInactive: { screen: "mapping", label: "Open the mapping" },
  orderDiffers: { screen: "drift", label: "Decide on the difference" },
  orderDeleted: { screen: "drift", label: "Decide on the deletion" },
  orderRejected: { screen: "drift", label: "Answer it" },
  orderClosed: { screen: "drift", label: "Answer it" },
  orderInvoiced: { screen: "drift", label: "Answer it" },
  invoiceDiffers: { screen: "drift", label: "Decide on the difference" },
  invoiceVoided: { screen: "drift", label: "Decide on it" },
  invoiceDeleted: { screen: "drift", label: "Decide on it" },
  customerUnclear: { screen: "matches", label: "Choose the customer" },
};
const TYPE_IDS = { company: "0-2", contact: "0-1" };
const LINE_ITEM = "0-8";

/** Where a finding is mended: on this deal, on a record that opens from here, or on the Finance desk. */
export function MendingPlace({ finding: { code, fixBy, where }, portalId }: { finding: Finding; portalId: number }) {
  const onDesk = fixBy === "finance" ? SCREENS[code] : undefined;
  if (onDesk) return <DeskLink screen={onDesk.screen}>{onDesk.label}</DeskLink>;
  if (!where) return null;
  return (
    <>
      <RecordLink where={where} portalId={portalId} />
      {where.property ? (
        <Text inline variant="microcopy">
          {`: ${propertyLabel(where.property)}`}
        </Text>
      ) : null}
    </>
  );
}

function RecordLink({ where: { object, id }, portalId }: { where: NonNullable<Finding["where"]>; portalId: number }) {
  switch (object) {
    case "deal":
      return (
        <Text inline variant="microcopy">
          On this deal
        </Text>
      );
    case "lineItem":
      return (
        <CrmActionLink actionType="PREVIEW_OBJECT" actionContext={{ objectTypeId: LINE_ITEM, objectId: Number(id) }}>
          Open the line item
        </CrmActionLink>
      );
    default:
      return <Link href={`/contacts/${portalId}/record/${TYPE_IDS[object]}/${encodeURIComponent(id)}`}>{`Open the ${object}`}</Link>;
  }
}

/** Those of HubSpot's own properties that are called otherwise than they are written. */
const LABELS: Record<string, string> = {
  hubspot_owner_id: "Deal owner",
  dealstage: "Deal stage",
  closedate: "Close date",
  dealname: "Deal name",
};

/** "Billing city". */
function propertyLabel(property: string): string {
  const words = property.replace(/^(tieout|hs)_/, "").replaceAll("_", " ");
  return LABELS[property] ?? `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
