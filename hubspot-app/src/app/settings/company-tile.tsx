import { ButtonRow, Flex, Heading, LoadingButton, StatusTag, Text, Tile } from "@hubspot/ui-extensions";
import { ConfirmButton } from "tieout-shared/confirm-button.tsx";
import { NoticeAlert } from "tieout-shared/notice-alert.tsx";
import { useWork } from "tieout-shared/use-work.ts";
import type { Connection } from "./contract.ts";
import { useSettings } from "./settings-context.ts";

const WORDS = {
  pending: ["warning", "Waits for your yes"],
  active: ["success", "Connected"],
  needsReconnect: ["danger", "Connection lost: connect it again"],
  disconnected: ["default", "Disconnected"],
} as const satisfies Record<Connection["state"], readonly [string, string]>;

/** One QuickBooks company: how it stands with it, a yes to a new one, and leaving it. */
export function Company({ connection: { id, state, name, country, currency }, changed }: { connection: Connection; changed: () => void }) {
  const { api } = useSettings();
  const work = useWork();
  const [variant, words] = WORDS[state];
  const send = async (step: "confirm" | "disconnect", said: string) => {
    const answer = step === "confirm" ? "confirmed" : "disconnected";
    const done = await work.run(
      step,
      () => api.send<Record<string, unknown>>("POST", `/ui/quickbooks/${step}`, { connectionId: id }, [answer]),
      () => said,
    );
    if (done) changed();
  };
  return (
    <Tile>
      <Flex direction="column" gap="small" align="stretch">
        <Flex direction="row" justify="between" align="center" gap="medium" wrap>
          <Flex direction="column" gap="extra-small" align="start">
            <Heading inline>{name}</Heading>
            <Text>{`${country}, ${currency}`}</Text>
            <StatusTag variant={variant} hollow={state === "disconnected"}>
              {words}
            </StatusTag>
          </Flex>
          <ButtonRow>
            {state === "pending" ? (
              <LoadingButton
                variant="primary"
                testId={`confirm-${id}`}
                loading={work.busyWith === "confirm"}
                onClick={() => void send("confirm", `${name} is connected.`)}
              >
                Yes, this is the company
              </LoadingButton>
            ) : null}
            {state === "disconnected" ? null : (
              <ConfirmButton
                id={`disconnect-${id}`}
                label={state === "pending" ? "No, another one" : "Disconnect"}
                question={`Nothing is sent to ${name} or read from it any more, until it is connected again. What was sent stays there.`}
                confirm={`Disconnect ${name}`}
                variant="destructive"
                loading={work.busyWith === "disconnect"}
                act={() => void send("disconnect", `${name} is disconnected.`)}
              />
            )}
          </ButtonRow>
        </Flex>
        <NoticeAlert notice={work.notice} />
      </Flex>
    </Tile>
  );
}
