import { Button, ErrorState, Flex, LoadingSpinner, Text } from "@hubspot/ui-extensions";
import { FailureDetails } from "tieout-shared/failure-details.tsx";
import { ReadyDeal } from "./ready-deal.tsx";
import { useDealView } from "./use-deal-view.ts";

type Place = { dealId: string; portalId: number; origin: string; timeZone: string };

/** The card: one of loading, failed, ready. `origin` is our API's, `timeZone` the portal's. */
export function DealStatus({ dealId, portalId, origin, timeZone }: Place) {
  const deal = useDealView(dealId, origin);
  switch (deal.state) {
    case "loading":
      return <LoadingSpinner label="Reading the QuickBooks status of this deal" showLabel layout="centered" size="md" />;
    case "failed":
      return (
        <ErrorState title="The QuickBooks status is not available">
          <Flex direction="column" gap="small" align="center">
            <Text>{deal.failure.message}</Text>
            <FailureDetails failure={deal.failure} />
            <Button onClick={deal.tryAgain}>Try again</Button>
          </Flex>
        </ErrorState>
      );
    case "ready":
      return <ReadyDeal deal={deal} origin={origin} timeZone={timeZone} portalId={portalId} />;
  }
}
