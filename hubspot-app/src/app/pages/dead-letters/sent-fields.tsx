import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, Text } from "@hubspot/ui-extensions";
import type { DeadLetter } from "./contract.ts";

/** What was sent to QuickBooks last, beside what the try before had sent where that was something else. */
export function SentFields({ fields }: { fields: DeadLetter["fields"] }) {
  if (fields.length === 0) return <Text variant="microcopy">Nothing had been sent to QuickBooks.</Text>;
  return (
    <Table density="condensed">
      <TableHead>
        <TableRow>
          <TableHeader>Field</TableHeader>
          <TableHeader>Sent last</TableHeader>
          <TableHeader>Sent before</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {fields.map(({ path, value, before }) => (
          <TableRow key={path}>
            <TableCell>{path}</TableCell>
            <TableCell>{value}</TableCell>
            <TableCell>{before ?? "–"}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
