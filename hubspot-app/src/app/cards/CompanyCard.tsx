import { hubspot } from "@hubspot/ui-extensions";
import { apiOrigin } from "tieout-shared/api-origin.ts";
import { CompanyStatus } from "./company/company-status.tsx";

hubspot.extend<"crm.record.tab">(({ context }) => (
  <CompanyStatus
    companyId={String(context.crm.objectId)}
    portalId={context.portal.id}
    origin={apiOrigin(context.variables)}
    timeZone={context.portal.timezone}
  />
));
