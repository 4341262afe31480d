import { Text } from "@hubspot/ui-extensions";
import type { Person } from "tieout-shared/contract.ts";
import { formatInstant } from "tieout-shared/dates.ts";
import { personName } from "tieout-shared/person-name.ts";
import { useDesk } from "./desk-context.ts";

/** Who has decided, and when. */
export function DecidedBy({ person, at }: { person: Person | null; at: string | null }) {
  const { timeZone } = useDesk();
  return (
    <>
      <Text>{personName(person)}</Text>
      {at === null ? null : <Text variant="microcopy">{formatInstant(at, timeZone)}</Text>}
    </>
  );
}
