import { Flex, Heading, Text } from "@hubspot/ui-extensions";
import { LoadedView } from "tieout-shared/loaded-view.tsx";
import { useLoaded } from "tieout-shared/use-loaded.ts";
import { FIELDS } from "./fields.ts";
import { FieldsForm } from "./fields-form.tsx";
import { useSettings } from "./settings-context.ts";
import { UninstallSection } from "./uninstall-section.tsx";

/** How long what is kept, which rights Tieout has in HubSpot, and the way out. */
export function DataSection() {
  return (
    <Flex direction="column" gap="medium" align="stretch">
      <Heading>How long data is kept</Heading>
      <Text>What was decided, and that something was sent, is kept for seven years, as accounts are.</Text>
      <FieldsForm fields={FIELDS.retention} />
      <Heading>What Tieout may do in HubSpot, and why</Heading>
      <Scopes />
      <UninstallSection />
    </Flex>
  );
}

function Scopes() {
  const { api } = useSettings();
  const [scopes] = useLoaded(() => api.get<{ scopes: { scope: string; reason: string }[] }>("/ui/scopes", ["scopes"]));
  return (
    <LoadedView loaded={scopes} what="The rights">
      {(value) => (
        <Flex direction="column" gap="small" align="start">
          {value.scopes.map(({ scope, reason }) => (
            <Flex key={scope} direction="column" gap="flush">
              <Text>{reason}</Text>
              <Text variant="microcopy">{scope}</Text>
            </Flex>
          ))}
        </Flex>
      )}
    </LoadedView>
  );
}
