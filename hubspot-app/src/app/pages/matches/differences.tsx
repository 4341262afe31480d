import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, Text } from "@hubspot/ui-extensions";
import type { Candidate } from "./contract.ts";

/** What both sides say, side by side. */
export function Differences({ differences }: Pick<Candidate, "differences">) {
  if (differences.length === 0) return <Text variant="microcopy">No difference is known.</Text>;
  return (
    <Table density="compact" flush>
      <TableHead>
        <TableRow>
          <TableHeader>Different</TableHeader>
          <TableHeader>In HubSpot</TableHeader>
          <TableHeader>In QuickBooks</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {differences.map(({ field, here, there }) => (
          <TableRow key={field}>
            <TableCell>{field}</TableCell>
            <TableCell>{here ?? "–"}</TableCell>
            <TableCell>{there ?? "–"}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
