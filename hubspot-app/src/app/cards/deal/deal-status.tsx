import { LoadingSpinner } from "@hubspot/ui-extensions";
import { FailedView } from "tieout-shared/failed-view.tsx";
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
      return <FailedView title="The QuickBooks status is not available" failure={deal.failure} tryAgain={deal.tryAgain} />;
    case "ready":
      return <ReadyDeal deal={deal} origin={origin} timeZone={timeZone} portalId={portalId} />;
  }
}
