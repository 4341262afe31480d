import { hubspot } from "@hubspot/ui-extensions";
import { apiOrigin } from "tieout-shared/api-origin.ts";
import { DealStatus } from "./deal/deal-status.tsx";

hubspot.extend<"crm.record.tab">(({ context }) => (
  <DealStatus
    dealId={String(context.crm.objectId)}
    portalId={context.portal.id}
    origin={apiOrigin(context.variables)}
    timeZone={context.portal.timezone}
  />
));
