import { Flex, Heading, Text } from "@hubspot/ui-extensions";
import { amountWords, numberWords } from "./examples.ts";
import { FIELDS } from "./fields.ts";
import { FieldsForm } from "./fields-form.tsx";
import { useSettings } from "./settings-context.ts";

/** How a deal is read, and what its order looks like. */
export function OrdersSection() {
  const { settings } = useSettings();
  const amount = amountWords(settings.amountBasisProposal);
  return (
    <Flex direction="column" gap="large" align="stretch">
      <Heading>The order in QuickBooks</Heading>
      <FieldsForm
        fields={FIELDS.orders}
        about={(shown) => <Text>{numberWords(shown("numbering.kind"), shown("numbering.prefix"), shown("numbering.next"))}</Text>}
      />
      <Heading>The deal in HubSpot</Heading>
      <Text>{amount}</Text>
      <FieldsForm fields={FIELDS.deals} button="Save how deals are read" />
    </Flex>
  );
}
