import { Button, ErrorState, Flex, Text } from "@hubspot/ui-extensions";
import type { Failure } from "./call-api.ts";
import { FailureDetails } from "./failure-details.tsx";

/** What could not be read and why, with the way to try again. */
export function FailedView({ title, failure, tryAgain }: { title: string; failure: Failure; tryAgain: () => void }) {
  return (
    <ErrorState title={title}>
      <Flex direction="column" gap="small" align="center">
        <Text>{failure.message}</Text>
        <FailureDetails failure={failure} />
        <Button onClick={tryAgain}>Try again</Button>
      </Flex>
    </ErrorState>
  );
}
