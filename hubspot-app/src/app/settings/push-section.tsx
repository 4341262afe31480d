import { Flex } from "@hubspot/ui-extensions";
import { FIELDS } from "./fields.ts";
import { FieldsForm } from "./fields-form.tsx";
import { ForCompany } from "./for-company.tsx";
import { GoLiveChecks } from "./go-live-checks.tsx";
import { ReadyStages } from "./ready-stages.tsx";

/** When deals are pushed by themselves, and what must be so before. */
export function PushSection() {
  return (
    <Flex direction="column" gap="medium" align="stretch">
      <ForCompany>
        <GoLiveChecks />
        <FieldsForm fields={FIELDS.goingLive} />
      </ForCompany>
      <ReadyStages />
    </Flex>
  );
}
