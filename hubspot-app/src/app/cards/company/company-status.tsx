import { Button, ErrorState, Flex, LoadingSpinner, Text } from "@hubspot/ui-extensions";
import { FailureDetails } from "tieout-shared/failure-details.tsx";
import { ReadyCompany } from "./ready-company.tsx";
import { useCompanyView } from "./use-company-view.ts";

/** The card: one of loading, failed, ready. `origin` is our API's, `timeZone` the portal's. */
export function CompanyStatus({ companyId, origin, timeZone }: { companyId: string; origin: string; timeZone: string }) {
  const company = useCompanyView(companyId, origin);
  switch (company.state) {
    case "loading":
      return <LoadingSpinner label="Reading what this company owes" showLabel layout="centered" size="md" />;
    case "failed":
      return (
        <ErrorState title="The QuickBooks account is not available">
          <Flex direction="column" gap="small" align="center">
            <Text>{company.failure.message}</Text>
            <FailureDetails failure={company.failure} />
            <Button onClick={company.tryAgain}>Try again</Button>
          </Flex>
        </ErrorState>
      );
    case "ready":
      return <ReadyCompany company={company} origin={origin} timeZone={timeZone} />;
  }
}
