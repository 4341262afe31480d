import { EmptyState, Text } from "@hubspot/ui-extensions";

/** Nothing is in QuickBooks and nothing can be previewed: says what would change that. */
export function NotYet() {
  return (
    <EmptyState title="No order yet" imageName="deals" layout="vertical" imageWidth={120}>
      <Text>Once this deal is won and has line items, its QuickBooks order shows here.</Text>
    </EmptyState>
  );
}
