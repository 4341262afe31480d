import { Alert, Flex, Text } from "@hubspot/ui-extensions";
import type { Failure } from "./call-api.ts";
import { FailureDetails } from "./failure-details.tsx";

/** A call that failed: why, who can mend it, and under which request support finds it. */
export function FailureAlert({ failure, title }: { failure: Failure; title: string }) {
  return (
    <Alert title={title} variant="danger">
      <Flex direction="column" gap="extra-small">
        <Text>{failure.message}</Text>
        <FailureDetails failure={failure} />
      </Flex>
    </Alert>
  );
}
