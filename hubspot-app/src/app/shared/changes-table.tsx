import { TableCell, TableRow, Text } from "@hubspot/ui-extensions";
import { HeadedTable } from "./headed-table.tsx";

/** One thing that is different, in words. */
export type SaidChange = { path: string; before: string; after: string };

/** What changed, before and after; `count` is how many there are when only the first are shown. */
export function ChangesTable({ changes, count }: { changes: SaidChange[]; count: number }) {
  return (
    <>
      <HeadedTable heads={["What", "Before", "After"]} density="compact" flush>
        {changes.map(({ path, before, after }) => (
          <TableRow key={path}>
            <TableCell>{path}</TableCell>
            <TableCell>{before === "" ? "nothing" : before}</TableCell>
            <TableCell>{after === "" ? "nothing" : after}</TableCell>
          </TableRow>
        ))}
      </HeadedTable>
      {count > changes.length ? <Text variant="microcopy">{`and ${count - changes.length} more`}</Text> : null}
    </>
  );
}
