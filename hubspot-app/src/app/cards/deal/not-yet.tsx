import { EmptyState, Text } from "@hubspot/ui-extensions";
import type { DealView } from "tieout-shared/contract.ts";

/** Nothing is in QuickBooks and nothing can be previewed: says what would change that. */
export function NotYet({ state }: { state: DealView["state"] }) {
  if (state === "notConnected")
    return (
      <EmptyState title="QuickBooks is not connected" imageName="api" layout="vertical" imageWidth={120}>
        <Text>An administrator can join this account to a QuickBooks company. Deals wait, none is lost.</Text>
      </EmptyState>
    );
  return (
    <EmptyState title="No order yet" imageName="deals" layout="vertical" imageWidth={120}>
      <Text>Once this deal is won and has line items, its QuickBooks order shows here.</Text>
    </EmptyState>
  );
}
