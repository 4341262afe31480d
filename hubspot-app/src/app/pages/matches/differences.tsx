import { TableCell, TableRow, Text } from "@hubspot/ui-extensions";
import { HeadedTable } from "tieout-shared/headed-table.tsx";
import type { Candidate } from "./contract.ts";

/** What both sides say, side by side. */
export function Differences({ differences }: Pick<Candidate, "differences">) {
  if (differences.length === 0) return <Text variant="microcopy">No difference is known.</Text>;
  return (
    <HeadedTable heads={["Different", "In HubSpot", "In QuickBooks"]} density="compact" flush>
      {differences.map(({ field, here, there }) => (
        <TableRow key={field}>
          <TableCell>{field}</TableCell>
          <TableCell>{here ?? "–"}</TableCell>
          <TableCell>{there ?? "–"}</TableCell>
        </TableRow>
      ))}
    </HeadedTable>
  );
}
