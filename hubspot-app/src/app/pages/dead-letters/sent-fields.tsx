import { Accordion, Alert, List, TableCell, TableRow, Text } from "@hubspot/ui-extensions";
import { HeadedTable } from "tieout-shared/headed-table.tsx";
import { counted } from "tieout-shared/words.ts";
import type { DeadLetter, NextTry } from "./contract.ts";
import { sayField } from "./field-words.ts";

type Props = { fields: DeadLetter["fields"]; next: NextTry };

/** What was refused beside what the next try would send: only what differs, and all of it on demand. */
export function SentFields({ fields, next }: Props) {
  if (fields.length === 0) return <Text variant="microcopy">Nothing had been sent to QuickBooks.</Text>;
  return (
    <>
      {next.stoppedBy.length > 0 ? <StoppedBy messages={next.stoppedBy} /> : null}
      {next.fields.length > 0 ? <Difference fields={fields} next={next} /> : null}
      <Accordion title={`All that was sent last (${counted(fields.length, "field")})`}>
        <FieldTable heads={["Field", "Sent last", "Sent before"]} rows={fields.map(({ path, value, before }) => [path, value, before])} />
      </Accordion>
    </>
  );
}

function StoppedBy({ messages }: { messages: string[] }) {
  return (
    <Alert title="As the deal is now, the next try would send nothing" variant="warning">
      <List variant="unordered-styled">
        {messages.map((message) => (
          <Text key={message}>{message}</Text>
        ))}
      </List>
    </Alert>
  );
}

function Difference({ fields, next }: Props) {
  const sent = new Map(fields.map(({ path, value }) => [path, value]));
  const now = new Map(next.fields.map(({ path, value }) => [path, value]));
  const paths = [...new Set([...sent.keys(), ...now.keys()])].filter((path) => sent.get(path) !== now.get(path));
  if (paths.length === 0) return <Text>The next try would send the same again.</Text>;
  const rows = paths.map((path): Row => [path, sent.get(path) ?? null, now.get(path) ?? null]);
  return <FieldTable heads={["Field", "Sent last", "Would be sent now"]} rows={rows} />;
}

type Row = [path: string, first: string | null, second: string | null];

function FieldTable({ heads, rows }: { heads: string[]; rows: Row[] }) {
  return (
    <HeadedTable heads={heads}>
      {rows.map(([path, first, second]) => (
        <TableRow key={path}>
          <TableCell>{sayField(path)}</TableCell>
          <TableCell>{first ?? "–"}</TableCell>
          <TableCell>{second ?? "–"}</TableCell>
        </TableRow>
      ))}
    </HeadedTable>
  );
}
