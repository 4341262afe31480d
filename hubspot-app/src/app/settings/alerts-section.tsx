import { ButtonRow, Flex, LoadingButton } from "@hubspot/ui-extensions";
import type { Settings, TestedAlerts } from "./contract.ts";
import { FIELDS } from "./fields.ts";
import { FieldsForm } from "./fields-form.tsx";
import type { Controls } from "./use-settings.ts";

/** Who is told when work stops, and a test of every channel. */
export function AlertsSection({ settings, controls }: { settings: Settings; controls: Controls }) {
  return (
    <Flex direction="column" gap="medium" align="stretch">
      <FieldsForm fields={FIELDS.alerts} settings={settings} controls={controls} />
      <ButtonRow>
        <LoadingButton testId="test-alerts" loading={controls.busy} onClick={() => void controls.run(controls.api.testAlerts, said)}>
          Send a test
        </LoadingButton>
      </ButtonRow>
    </Flex>
  );
}

function said({ tried }: TestedAlerts): string {
  if (tried.length === 0) return "Nobody is told yet: save an address first.";
  return tried.map(({ channel, message }) => `${channel === "slack" ? "Slack" : "E-mail"}: ${message}`).join(" ");
}
