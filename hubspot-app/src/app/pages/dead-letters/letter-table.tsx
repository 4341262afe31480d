import { ButtonRow, TableCell, TableRow, Text } from "@hubspot/ui-extensions";
import { HeadedTable } from "tieout-shared/headed-table.tsx";
import { formatInstant } from "tieout-shared/dates.ts";
import { formatMoney } from "tieout-shared/money.ts";
import { personName } from "tieout-shared/person-name.ts";
import { counted } from "tieout-shared/words.ts";
import { useDesk } from "../desk/desk-context.ts";
import { PanelButton } from "../desk/panel-button.tsx";
import { recordWords } from "../desk/record-words.ts";
import { FlightRecorderPanel } from "../log/flight-recorder.tsx";
import type { DeadLetter } from "./contract.ts";
import { LetterForm } from "./letter-form.tsx";
import { LetterRecord } from "./letter-record.tsx";
import type { DeadLetters } from "./use-dead-letters.ts";

type Acting = { letters: DeadLetters; nameOf: (who: string) => string };

/** Every letter, the oldest first. */
export function LetterTable({ rows, letters, nameOf }: { rows: DeadLetter[] } & Acting) {
  return (
    <HeadedTable heads={["Record", "What happened", { right: "Money" }, "Since", "Looked after by", "Mend"]}>
      {rows.map((letter) => (
        <LetterRow key={letter.id} letter={letter} letters={letters} nameOf={nameOf} />
      ))}
    </HeadedTable>
  );
}

function LetterRow({ letter, letters, nameOf }: { letter: DeadLetter } & Acting) {
  const { timeZone, me } = useDesk();
  const panelId = `letter-${letter.id}`;
  const title = [letter.company, recordWords(letter.record)].filter((part) => part !== null).join(", ");
  return (
    <TableRow>
      <TableCell>
        <LetterRecord letter={letter} />
      </TableCell>
      <TableCell>{letter.message}</TableCell>
      <TableCell align="right">{letter.money ? formatMoney(letter.money) : "–"}</TableCell>
      <TableCell>
        <Text>{formatInstant(letter.since, timeZone)}</Text>
        <Text variant="microcopy">{letter.state === "retrying" ? "being tried again" : counted(letter.attempts, "attempt")}</Text>
      </TableCell>
      <TableCell>{nameOf(ownerOf(letter, me.userId))}</TableCell>
      <TableCell>
        <ButtonRow>
          <PanelButton id={panelId} label="Open" title={title} variant="primary">
            {() => <LetterForm panelId={panelId} letter={letter} letters={letters} />}
          </PanelButton>
          {letter.record.object === "deal" ? (
            <PanelButton id={`flight-${letter.id}`} label="Flight recorder" title={title} width="lg">
              {() => <FlightRecorderPanel dealId={letter.record.id} />}
            </PanelButton>
          ) : null}
        </ButtonRow>
      </TableCell>
    </TableRow>
  );
}

function ownerOf({ owner, ownerEmail }: DeadLetter, userId: number): string {
  if (owner === null) return "Nobody yet";
  return owner === userId ? "You" : personName({ userId: owner, email: ownerEmail });
}
