import { Button, Flex, Heading, Text } from "@hubspot/ui-extensions";
import { ConnectButton, type ConnectLink } from "tieout-shared/connect-button.tsx";
import { LoadedView } from "tieout-shared/loaded-view.tsx";
import { useLoaded } from "tieout-shared/use-loaded.ts";
import { Company } from "./company-tile.tsx";
import type { Connection } from "./contract.ts";
import { RoutingSection } from "./routing-section.tsx";
import { useSettings } from "./settings-context.ts";

/** The QuickBooks companies: connect one in a new tab, see which it is, and only then say yes. */
export function QuickBooksSection() {
  const { api } = useSettings();
  const [loaded, { reload }] = useLoaded(() => api.get<{ connections: Connection[] }>("/ui/quickbooks", ["connections"]));
  return (
    <LoadedView loaded={loaded} what="The QuickBooks companies">
      {({ connections }) => <Companies connections={connections} reload={reload} />}
    </LoadedView>
  );
}

function Companies({ connections, reload }: { connections: Connection[]; reload: () => void }) {
  const { api } = useSettings();
  const ask = () => api.send<ConnectLink>("POST", "/ui/quickbooks/connect", { confirm: true }, ["url"]);
  return (
    <Flex direction="column" gap="medium" align="stretch">
      {connections.length === 0 ? <Text>No QuickBooks company is connected yet.</Text> : null}
      {connections.map((connection) => (
        <Company key={connection.id} connection={connection} changed={reload} />
      ))}
      <Heading>Connect a company, or one that was lost</Heading>
      <Text>
        Sign in to QuickBooks in the new tab and choose the company. Nothing is sent before you have said here that it is the right one.
      </Text>
      <Flex direction="row" gap="small" align="center" wrap>
        <ConnectButton key={connections.map(({ state }) => state).join()} label="Connect a QuickBooks company" ask={ask} />
        <Button size="sm" testId="look-again" onClick={reload}>
          I have chosen the company
        </Button>
      </Flex>
      <RoutingSection connections={connections} />
    </Flex>
  );
}
