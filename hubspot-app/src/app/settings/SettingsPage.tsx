import { Alert, Button, ErrorState, Flex, hubspot, LoadingSpinner, Tab, Tabs, Text, useExtensionContext } from "@hubspot/ui-extensions";
import { useMemo } from "react";
import { apiOrigin } from "tieout-shared/api-origin.ts";
import { FailureDetails } from "tieout-shared/failure-details.tsx";
import { AlertsSection } from "./alerts-section.tsx";
import { FIELDS } from "./fields.ts";
import { FieldsForm } from "./fields-form.tsx";
import { QuickBooksSection } from "./quickbooks-section.tsx";
import { RolesSection } from "./roles-section.tsx";
import { createSettingsApi, type Everything } from "./settings-api.ts";
import { SetupSection } from "./setup-section.tsx";
import { useSettings, type Controls } from "./use-settings.ts";

hubspot.extend<"settings">(() => <SettingsPage />);

/** Tieout's settings in HubSpot: one tab for each matter, saved one at a time. */
function SettingsPage() {
  const { variables } = useExtensionContext<"settings">();
  const api = useMemo(() => createSettingsApi(apiOrigin(variables), hubspot.fetch), [variables]);
  const [loaded, controls] = useSettings(api);
  if (loaded.state === "loading") return <LoadingSpinner label="Tieout's settings: reading" showLabel layout="centered" size="md" />;
  if (loaded.state === "failed") {
    return (
      <ErrorState title="The settings cannot be shown">
        <Flex direction="column" gap="small" align="center">
          <Text>{loaded.failure.message}</Text>
          <FailureDetails failure={loaded.failure} />
          <Button onClick={controls.reload}>Try again</Button>
        </Flex>
      </ErrorState>
    );
  }
  return <Sections everything={loaded.value} controls={controls} />;
}

function Sections({ everything, controls }: { everything: Everything; controls: Controls }) {
  const { settings, connections, users, steps } = everything;
  return (
    <Flex direction="column" gap="medium" align="stretch">
      {controls.notice ? <Alert title={controls.notice.message} variant={controls.notice.variant} /> : null}
      <Tabs defaultSelected="setup">
        <Tab tabId="setup" title="Set-up">
          <SetupSection steps={steps} />
        </Tab>
        <Tab tabId="quickbooks" title="QuickBooks">
          <QuickBooksSection connections={connections} settings={settings} controls={controls} />
        </Tab>
        <Tab tabId="push" title="Push">
          <FieldsForm fields={FIELDS.push} settings={settings} controls={controls} />
        </Tab>
        <Tab tabId="approvals" title="Approvals">
          <FieldsForm fields={FIELDS.approvals} settings={settings} controls={controls} />
        </Tab>
        <Tab tabId="roles" title="Roles">
          <RolesSection settings={settings} users={users} controls={controls} />
        </Tab>
        <Tab tabId="alerts" title="Alerts">
          <AlertsSection settings={settings} controls={controls} />
        </Tab>
      </Tabs>
    </Flex>
  );
}
