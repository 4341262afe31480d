import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, Text } from "@hubspot/ui-extensions";
import { formatInstant } from "tieout-shared/dates.ts";
import { formatMoney } from "tieout-shared/money.ts";
import { useDesk } from "../desk/desk-context.ts";
import { PanelButton } from "../desk/panel-button.tsx";
import { DealLinks } from "../desk/record-link.tsx";
import type { DeadLetter } from "./contract.ts";
import { LetterForm } from "./letter-form.tsx";
import type { DeadLetters } from "./use-dead-letters.ts";

/** Every letter, the oldest first. */
export function LetterTable({ rows, letters }: { rows: DeadLetter[]; letters: DeadLetters }) {
  const { timeZone, me } = useDesk();
  return (
    <Table density="condensed">
      <TableHead>
        <TableRow>
          <TableHeader>Record</TableHeader>
          <TableHeader>What happened</TableHeader>
          <TableHeader align="right">Money</TableHeader>
          <TableHeader>Since</TableHeader>
          <TableHeader>Looked after by</TableHeader>
          <TableHeader>{""}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((letter) => (
          <TableRow key={letter.id}>
            <TableCell>
              <RecordOf letter={letter} />
            </TableCell>
            <TableCell>{letter.message}</TableCell>
            <TableCell align="right">{letter.money ? formatMoney(letter.money) : "–"}</TableCell>
            <TableCell>
              <Text>{formatInstant(letter.since, timeZone)}</Text>
              <Text variant="microcopy">{letter.state === "retrying" ? "being tried again" : attemptsOf(letter)}</Text>
            </TableCell>
            <TableCell>{ownerOf(letter, me.userId)}</TableCell>
            <TableCell>
              <PanelButton id={`letter-${letter.id}`} label="Open" title="Dead letter">
                {() => <LetterForm panelId={`letter-${letter.id}`} letter={letter} letters={letters} />}
              </PanelButton>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function RecordOf({ letter: { record } }: { letter: DeadLetter }) {
  if (record.object === "deal") return <DealLinks deals={[{ id: record.id, name: `Deal ${record.id}` }]} />;
  return <Text>{record.object}</Text>;
}

const attemptsOf = ({ attempts }: DeadLetter) => (attempts === 1 ? "1 attempt" : `${attempts} attempts`);

function ownerOf({ owner }: DeadLetter, userId: number): string {
  if (owner === null) return "Nobody yet";
  return owner === userId ? "You" : `User ${owner}`;
}
