import { Text } from "@hubspot/ui-extensions";
import { RecordLink } from "../desk/record-link.tsx";
import type { DeadLetter } from "./contract.ts";

/** What a letter is about, and for whom. */
export function LetterRecord({ letter: { record, company } }: { letter: DeadLetter }) {
  return (
    <>
      {company === null ? null : <Text>{company}</Text>}
      <Text>
        <RecordLink record={record} />
      </Text>
    </>
  );
}
