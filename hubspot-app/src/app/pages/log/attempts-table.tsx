import { ButtonRow, TableCell, TableRow, Text } from "@hubspot/ui-extensions";
import { HeadedTable } from "tieout-shared/headed-table.tsx";
import { formatInstant } from "tieout-shared/dates.ts";
import { personName } from "tieout-shared/person-name.ts";
import { StatusTagOf } from "tieout-shared/status-tag-of.tsx";
import { useDesk } from "../desk/desk-context.ts";
import { PanelButton } from "../desk/panel-button.tsx";
import { RecordLink } from "../desk/record-link.tsx";
import { recordWords } from "../desk/record-words.ts";
import type { LogLine } from "./contract.ts";
import { FlightRecorderPanel } from "./flight-recorder.tsx";
import { OpenedLineView } from "./opened-line.tsx";
import { OUTCOMES, sayDuration, sayWhat, SYSTEMS } from "./words.ts";

/** Attempts, each with its ids and the way to what was sent and to the deal's whole story. */
export function AttemptsTable({ rows, nameOf }: { rows: LogLine[]; nameOf: (who: string) => string }) {
  const { timeZone } = useDesk();
  const whoOf = ({ system, userId }: LogLine) =>
    userId === null ? SYSTEMS[system] : `${SYSTEMS[system]}, for ${nameOf(personName({ userId, email: null }))}`;
  return (
    <HeadedTable heads={["What", "Outcome", "About", { right: "Took" }, "Look closer"]}>
      {rows.map((line) => (
        <TableRow key={line.id}>
          <TableCell>
            <Text>{sayWhat(line.what)}</Text>
            <Text variant="microcopy">{`${formatInstant(line.at, timeZone)}, ${whoOf(line)}`}</Text>
          </TableCell>
          <TableCell>
            <StatusTagOf tag={OUTCOMES[line.outcome]} />
            {line.code === null ? null : <Text variant="microcopy">{line.code}</Text>}
          </TableCell>
          <TableCell>
            <Text>{line.record ? <RecordLink record={line.record} /> : "–"}</Text>
            {line.document ? <Text variant="microcopy">{recordWords({ object: line.document.kind, id: line.document.id })}</Text> : null}
          </TableCell>
          <TableCell align="right">{sayDuration(line.durationMs)}</TableCell>
          <TableCell>
            <Closer line={line} />
          </TableCell>
        </TableRow>
      ))}
    </HeadedTable>
  );
}

function Closer({ line: { id, record, hasPayload } }: { line: LogLine }) {
  return (
    <ButtonRow>
      {record?.object === "deal" ? (
        <PanelButton id={`flight-${id}`} label="Flight recorder" title={`Deal ${record.id}`} width="lg" size="xs">
          {() => <FlightRecorderPanel dealId={record.id} />}
        </PanelButton>
      ) : null}
      {hasPayload ? (
        <PanelButton id={`line-${id}`} label="Request and answer" title="Request and answer" width="lg" size="xs">
          {() => <OpenedLineView id={id} />}
        </PanelButton>
      ) : null}
    </ButtonRow>
  );
}
