import { Alert, Flex, Link, LoadingButton, Text } from "@hubspot/ui-extensions";
import { useState } from "react";
import type { Answer, Failure } from "./call-api.ts";
import { FailureDetails } from "./failure-details.tsx";

/** What `POST /ui/quickbooks/connect` answers. */
export type ConnectLink = { url: string };

type State = { step: "idle" | "asking" } | { step: "failed"; failure: Failure } | { step: "ready"; url: string };

/** Leads an admin to QuickBooks' own page in a new tab. The link is good once, for ten minutes, so it is asked for when it is wanted. */
export function ConnectButton({ label, ask }: { label: string; ask: () => Promise<Answer<ConnectLink>> }) {
  const [state, setState] = useState<State>({ step: "idle" });
  const press = async () => {
    setState({ step: "asking" });
    const answer = await ask();
    setState(answer.ok ? { step: "ready", url: answer.value.url } : { step: "failed", failure: answer.failure });
  };
  if (state.step === "ready") return <Link href={{ url: state.url, external: true }}>Go on to QuickBooks</Link>;
  return (
    <Flex direction="column" gap="small" align="start">
      {state.step === "failed" ? (
        <Alert title="This was not done" variant="danger">
          <Text>{state.failure.message}</Text>
          <FailureDetails failure={state.failure} />
        </Alert>
      ) : null}
      <LoadingButton size="sm" testId="connect" loading={state.step === "asking"} onClick={() => void press()}>
        {label}
      </LoadingButton>
    </Flex>
  );
}
