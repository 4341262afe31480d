import { Alert, Flex, Link, LoadingButton, Text } from "@hubspot/ui-extensions";
import { useState } from "react";
import { useDesk } from "./desk-context.ts";
import { NoticeAlert } from "./notice-alert.tsx";
import { useWork } from "./use-work.ts";

/** Says which QuickBooks companies have to be connected again, and gives an admin the link to do it. Nothing while all are joined. */
export function ConnectionBanner() {
  const { me } = useDesk();
  const lost = me.connections.filter(({ state }) => state === "needsReconnect");
  if (lost.length === 0) return null;
  return (
    <Alert title={`The connection to QuickBooks is lost: ${lost.map(({ name }) => name).join(", ")}`} variant="danger">
      <Flex direction="column" gap="small" align="start">
        <Text>Nothing is pushed or read until it is connected again. What waits goes on by itself then.</Text>
        {me.role === "admin" ? <Reconnect /> : <Text variant="microcopy">An administrator connects it again.</Text>}
      </Flex>
    </Alert>
  );
}

/** The link is good once and for ten minutes, so it is asked for when it is wanted. */
function Reconnect() {
  const { api } = useDesk();
  const [url, setUrl] = useState<string | null>(null);
  const work = useWork();
  const ask = () =>
    work.run(
      "connect",
      () => api.send<{ url: string }>("POST", "/ui/quickbooks/connect", {}, ["url"]),
      (answer) => {
        setUrl(answer.url);
        return "";
      },
    );
  if (url !== null) return <Link href={{ url, external: true }}>Go on to QuickBooks</Link>;
  return (
    <>
      <NoticeAlert notice={work.notice?.kind === "failed" ? work.notice : null} />
      <LoadingButton size="sm" loading={work.busyWith !== null} onClick={() => void ask()}>
        Reconnect
      </LoadingButton>
    </>
  );
}
