import { hubspot } from "@hubspot/ui-extensions";
import { apiOrigin } from "tieout-shared/api-origin.ts";
import { DealStatus } from "./deal/deal-status.tsx";

hubspot.extend<"crm.record.tab">(({ context }) => (
  <DealStatus dealId={String(context.crm.objectId)} origin={apiOrigin(context.variables)} timeZone={context.portal.timezone} />
));
