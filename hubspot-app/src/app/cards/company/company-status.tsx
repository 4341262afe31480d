import { LoadingSpinner } from "@hubspot/ui-extensions";
import { FailedView } from "tieout-shared/failed-view.tsx";
import { ReadyCompany } from "./ready-company.tsx";
import { useCompanyView } from "./use-company-view.ts";

type Place = { companyId: string; portalId: number; origin: string; timeZone: string };

/** The card: one of loading, failed, ready. `origin` is our API's, `timeZone` the portal's. */
export function CompanyStatus({ companyId, portalId, origin, timeZone }: Place) {
  const company = useCompanyView(companyId, origin);
  switch (company.state) {
    case "loading":
      return <LoadingSpinner label="Reading what this company owes" showLabel layout="centered" size="md" />;
    case "failed":
      return <FailedView title="The QuickBooks account is not available" failure={company.failure} tryAgain={company.tryAgain} />;
    case "ready":
      return <ReadyCompany company={company} portalId={portalId} origin={origin} timeZone={timeZone} />;
  }
}
