import { Alert, Button, ButtonRow, Flex, Heading, Link, LoadingButton, Select, StatusTag, Text, Tile } from "@hubspot/ui-extensions";
import { useState } from "react";
import type { Connection, Settings } from "./contract.ts";
import type { Controls } from "./use-settings.ts";

const WORDS = {
  pending: ["warning", "Waits for your yes"],
  active: ["success", "Connected"],
  needsReconnect: ["danger", "Connection lost"],
  disconnected: ["default", "Disconnected"],
} as const satisfies Record<Connection["state"], readonly [string, string]>;

type Props = { connections: Connection[]; settings: Settings; controls: Controls };

/** The QuickBooks companies: connect one in a new tab, see which it is, and only then say yes. */
export function QuickBooksSection({ connections, settings, controls }: Props) {
  const [url, setUrl] = useState<string | null>(null);
  const connect = () =>
    controls.run(controls.api.connect, (answer) => {
      setUrl(answer.url);
      return "The link to QuickBooks is ready. It is good once, for ten minutes.";
    });
  return (
    <Flex direction="column" gap="medium" align="stretch">
      {connections.length === 0 ? <Text>No QuickBooks company is connected yet.</Text> : null}
      {connections.map((connection) => (
        <Company key={connection.id} connection={connection} controls={controls} />
      ))}
      <DefaultCompany {...{ connections, settings, controls }} />
      {url === null ? null : (
        <Alert title="Sign in to QuickBooks and choose the company" variant="info">
          <Flex direction="column" gap="small" align="start">
            <Link href={{ url, external: true }}>Open QuickBooks in a new tab</Link>
            <Button size="sm" testId="look-again" onClick={() => (setUrl(null), controls.reload())}>
              I have chosen the company
            </Button>
          </Flex>
        </Alert>
      )}
      <ButtonRow>
        <LoadingButton variant="primary" testId="connect" loading={controls.busy} onClick={() => void connect()}>
          Connect a QuickBooks company
        </LoadingButton>
      </ButtonRow>
    </Flex>
  );
}

/** Where several companies are joined, one gets what no rule sends elsewhere. */
function DefaultCompany({ connections, settings: { routing }, controls }: Props) {
  const joined = connections.filter(({ state }) => state === "active" || state === "needsReconnect");
  if (joined.length < 2) return null;
  const choose = (defaultConnectionId: string) =>
    controls.run(
      () => controls.api.save({ routing: { ...routing, defaultConnectionId } }),
      () => "Saved.",
    );
  return (
    <Select
      name="default-company"
      label="A deal that no rule sends elsewhere goes to"
      description={`${routing.rules.length === 1 ? "1 rule" : `${routing.rules.length} rules`} by pipeline, currency or property come first.`}
      options={joined.map(({ id, name }) => ({ value: id, label: name }))}
      value={routing.defaultConnectionId ?? ""}
      onChange={(chosen) => void choose(String(chosen))}
    />
  );
}

function Company({ connection: { id, state, name, country, currency }, controls }: { connection: Connection; controls: Controls }) {
  const [sure, setSure] = useState(false);
  const [variant, words] = WORDS[state];
  const { api, busy, run } = controls;
  return (
    <Tile>
      <Flex direction="row" justify="between" align="center" gap="medium" wrap>
        <Flex direction="column" gap="extra-small">
          <Heading inline>{name}</Heading>
          <Text>{`${country}, ${currency}`}</Text>
          <StatusTag variant={variant}>{words}</StatusTag>
        </Flex>
        <ButtonRow>
          {state === "pending" ? (
            <Button
              variant="primary"
              testId={`confirm-${id}`}
              disabled={busy}
              onClick={() =>
                void run(
                  () => api.confirm(id),
                  () => `${name} is connected.`,
                )
              }
            >
              Yes, this is the company
            </Button>
          ) : null}
          {state === "disconnected" ? null : (
            <Button
              variant="destructive"
              testId={`disconnect-${id}`}
              disabled={busy}
              onClick={() =>
                sure
                  ? void run(
                      () => api.disconnect(id),
                      () => `${name} is disconnected.`,
                    )
                  : setSure(true)
              }
            >
              {sure ? "Really disconnect: nothing is sent or read any more" : state === "pending" ? "No, another one" : "Disconnect"}
            </Button>
          )}
        </ButtonRow>
      </Flex>
    </Tile>
  );
}
