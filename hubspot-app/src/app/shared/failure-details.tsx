import { Text } from "@hubspot/ui-extensions";
import type { Failure } from "./call-api.ts";
import { MENDERS } from "./words.ts";

/** Who can mend a failed call, and the id under which support finds it. */
export function FailureDetails({ failure }: { failure: Failure }) {
  const mender = failure.fixBy ? `${MENDERS[failure.fixBy].who} can put this right.` : null;
  const request = failure.requestId ? `Request ${failure.requestId}` : null;
  const details = [mender, request].filter((detail) => detail !== null).join(" ");
  return details === "" ? null : <Text variant="microcopy">{details}</Text>;
}
