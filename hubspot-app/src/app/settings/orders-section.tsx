import { Flex, Heading, Text } from "@hubspot/ui-extensions";
import { amountWords, numberWords } from "./examples.ts";
import { FIELDS } from "./fields.ts";
import { FieldsForm } from "./fields-form.tsx";
import { ForCompany } from "./for-company.tsx";
import { useSettings } from "./settings-context.ts";

/** How a deal is read, and what its order looks like. */
export function OrdersSection() {
  return (
    <ForCompany>
      <OrderForms />
    </ForCompany>
  );
}

function OrderForms() {
  const { settings, company } = useSettings();
  return (
    <Flex direction="column" gap="large" align="stretch">
      <Heading>The order in QuickBooks</Heading>
      <FieldsForm
        fields={FIELDS.orders}
        about={(shown) => <Text>{numberWords(shown("numbering.kind"), shown("numbering.prefix"), shown("numbering.next"))}</Text>}
      />
      <Heading>The deal in HubSpot</Heading>
      {company === null ? <Text>{amountWords(settings.amountBasisProposal)}</Text> : null}
      <FieldsForm fields={FIELDS.deals} button="Save how deals are read" />
    </Flex>
  );
}
