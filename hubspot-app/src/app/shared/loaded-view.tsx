import { Button, ErrorState, Flex, LoadingSpinner, Text } from "@hubspot/ui-extensions";
import type { ReactNode } from "react";
import { FailureDetails } from "./failure-details.tsx";
import type { Loaded } from "./use-loaded.ts";

/** One of loading, failed, ready. `what` begins a sentence: "The approvals". */
export function LoadedView<T>({ loaded, what, children }: { loaded: Loaded<T>; what: string; children: (value: T) => ReactNode }) {
  switch (loaded.state) {
    case "loading":
      return <LoadingSpinner label={`${what}: reading`} showLabel layout="centered" size="md" />;
    case "failed":
      return (
        <ErrorState title={`${what} cannot be shown`}>
          <Flex direction="column" gap="small" align="center">
            <Text>{loaded.failure.message}</Text>
            <FailureDetails failure={loaded.failure} />
            <Button onClick={loaded.tryAgain}>Try again</Button>
          </Flex>
        </ErrorState>
      );
    case "ready":
      return <>{children(loaded.value)}</>;
  }
}
