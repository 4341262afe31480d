import { Alert, Flex, Text } from "@hubspot/ui-extensions";
import { ConnectButton, type ConnectLink } from "tieout-shared/connect-button.tsx";
import { useDesk } from "./desk-context.ts";

/** Says which QuickBooks companies have to be connected again, and gives an admin the link to do it. Nothing while all are joined. */
export function ConnectionBanner() {
  const { me, api } = useDesk();
  const ask = () => api.send<ConnectLink>("POST", "/ui/quickbooks/connect", { confirm: true }, ["url"]);
  const lost = me.connections.filter(({ state }) => state === "needsReconnect");
  if (lost.length === 0) return null;
  return (
    <Alert title={`The connection to QuickBooks is lost: ${lost.map(({ name }) => name).join(", ")}`} variant="danger">
      <Flex direction="column" gap="small" align="start">
        <Text>Nothing is pushed or read until it is connected again. What waits goes on by itself then.</Text>
        {me.role === "admin" ? (
          <ConnectButton label="Reconnect" ask={ask} />
        ) : (
          <Text variant="microcopy">An administrator connects it again.</Text>
        )}
      </Flex>
    </Alert>
  );
}
