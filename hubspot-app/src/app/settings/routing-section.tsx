import { Flex, Heading, Text } from "@hubspot/ui-extensions";
import { LoadedView } from "tieout-shared/loaded-view.tsx";
import { useLoaded } from "tieout-shared/use-loaded.ts";
import type { Choices, Connection } from "./contract.ts";
import { RoutingEditor } from "./routing-editor.tsx";
import { useSettings } from "./settings-context.ts";

/** Which company gets which deal; nothing to decide while there is only one. */
export function RoutingSection({ connections }: { connections: Connection[] }) {
  const { api, settings } = useSettings();
  const saved = JSON.stringify(settings.routing);
  const [choices] = useLoaded(() => api.get<Choices>("/ui/settings/choices", ["pipelines", "deadRules"]), saved);
  const joined = connections.filter(({ state }) => state === "active" || state === "needsReconnect");
  if (joined.length < 2 && settings.routing.rules.length === 0) return null;
  return (
    <Flex direction="column" gap="medium" align="stretch">
      <Heading>Which company gets which deal</Heading>
      <Text>The first rule that fits decides. A deal that is in a company already stays there, whatever the rules say.</Text>
      <LoadedView loaded={choices} what="HubSpot's pipelines and properties">
        {(value) => <RoutingEditor key={saved} choices={value} companies={joined} />}
      </LoadedView>
    </Flex>
  );
}
