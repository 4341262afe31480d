import { Alert, Flex, hubspot, Text } from "@hubspot/ui-extensions";
import { callApi } from "tieout-shared/call-api.ts";
import { ConnectButton, type ConnectLink } from "tieout-shared/connect-button.tsx";
import type { DealView, PushFailure } from "tieout-shared/contract.ts";
import { formatInstant } from "tieout-shared/dates.ts";
import { counted, MENDERS } from "tieout-shared/words.ts";
import { DeskLink } from "./desk-link.tsx";

type Props = { view: DealView; origin: string; timeZone: string };

/** Why the push stopped, since when, who is on it and what comes next; for an admin also the way back to QuickBooks. */
export function FailureSection({ view: { dealId, state, failure, actions }, origin, timeZone }: Props) {
  if (!failure) return null;
  const what = state === "notConnected" ? "The connection to QuickBooks was lost" : "The push stopped";
  return (
    <Alert title={`${what} on ${formatInstant(failure.since, timeZone)}`} variant="danger">
      <Flex direction="column" gap="small" align="start">
        <Text>{failure.message}</Text>
        {state === "notConnected" ? <Waits mayConnect={actions.includes("connect")} origin={origin} /> : <WhoIsOnIt failure={failure} />}
        {failure.mayOpen ? (
          <Flex direction="row" gap="medium" wrap>
            <DeskLink screen="log" params={{ deal: dealId }}>
              All that happened, step by step
            </DeskLink>
            {failure.letterId === null ? null : <DeskLink screen="dead-letters">Mend it on the Finance desk</DeskLink>}
          </Flex>
        ) : null}
      </Flex>
    </Alert>
  );
}

function WhoIsOnIt({ failure }: { failure: PushFailure }) {
  return (
    <>
      <Text>{whoIsOnIt(failure)}</Text>
      <Text variant="microcopy">{whatComesNext(failure)}</Text>
    </>
  );
}

function whoIsOnIt({ fixBy, owner, byItself, letterId }: PushFailure): string {
  if (letterId === null) return "Finance has settled it without another try.";
  if (owner) return `${owner.email ?? `HubSpot user ${owner.userId}`} looks after it.`;
  if (byItself) return "Nobody has to do anything: Tieout looks every 15 minutes whether this has passed, and then goes on by itself.";
  return `${MENDERS[fixBy].who} can put it right; nobody has taken it on yet.`;
}

function whatComesNext({ attempts, retrying, letterId }: PushFailure): string {
  if (retrying) return "It is being tried again right now.";
  const tried = `Tried ${counted(attempts, "time")}.`;
  return letterId === null
    ? `${tried} It does not go on by itself; who tries the push again makes no second order.`
    : `${tried} Nothing is lost; once the cause is mended it goes on, with no second order.`;
}

function Waits({ mayConnect, origin }: { mayConnect: boolean; origin: string }) {
  if (!mayConnect) return <Text variant="microcopy">You need not do anything: the push goes on by itself.</Text>;
  const url = `${origin}/ui/quickbooks/connect`;
  const ask = () => callApi(() => hubspot.fetch(url, { method: "POST", body: { confirm: true } }), isConnectLink);
  return <ConnectButton label="Reconnect" ask={ask} />;
}

function isConnectLink(body: unknown): body is ConnectLink {
  return typeof body === "object" && body !== null && "url" in body;
}
