import { Heading, Text } from "@hubspot/ui-extensions";
import { FIELDS } from "./fields.ts";
import { FieldsForm } from "./fields-form.tsx";
import { ForCompany } from "./for-company.tsx";

/** When finance has to agree first, and when a company counts as one that does not pay. */
export function ApprovalsSection() {
  return (
    <ForCompany>
      <Heading>Finance approves first</Heading>
      <FieldsForm fields={FIELDS.approvals} />
      <Heading>Credit hold</Heading>
      <Text>A company past one of these is shown as on credit hold, on its card and in HubSpot's property.</Text>
      <FieldsForm fields={FIELDS.creditHold} button="Save the credit hold" />
    </ForCompany>
  );
}
