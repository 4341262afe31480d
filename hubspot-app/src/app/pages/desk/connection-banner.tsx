import { Alert, Flex, Text } from "@hubspot/ui-extensions";
import { ConnectButton, type ConnectLink } from "tieout-shared/connect-button.tsx";
import { useEffect, useState } from "react";
import type { Me } from "./contract.ts";
import { useDesk } from "./desk-context.ts";

/** How soon it looks again whether somebody has connected. */
export const LOOK_EVERY_MS = 5_000;

/** Says which QuickBooks companies have to be connected again, and gives an admin the link to do it. Nothing while all are joined, and once they are again. */
export function ConnectionBanner() {
  const { me, api } = useDesk();
  const ask = () => api.send<ConnectLink>("POST", "/ui/quickbooks/connect", { confirm: true }, ["url"]);
  const [now, setNow] = useState<Pick<Me, "connections">>(me);
  const lost = now.connections.filter(({ state }) => state === "needsReconnect");
  useEffect(() => {
    if (lost.length === 0) return;
    const look = async () => {
      const answer = await api.get<Me>("/ui/me", ["connections"]);
      setNow((before) => (answer.ok ? answer.value : { ...before }));
    };
    const timer = setTimeout(() => void look(), LOOK_EVERY_MS);
    return () => clearTimeout(timer);
  }, [now]);
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
