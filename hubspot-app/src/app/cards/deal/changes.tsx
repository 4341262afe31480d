import { Alert, Flex, TableCell, TableRow } from "@hubspot/ui-extensions";
import { formatDate } from "tieout-shared/dates.ts";
import { HeadedTable } from "tieout-shared/headed-table.tsx";
import type { DealView } from "tieout-shared/contract.ts";

/** What differs from the sale as it was pushed, side by side. */
export function Changes({ changes }: { changes: DealView["changes"] }) {
  if (changes.length === 0) return null;
  return (
    <Flex direction="column" gap="small">
      <Alert title="Changed in HubSpot since the push" variant="warning">
        Nothing is changed in QuickBooks by itself. Tell finance what has to become of the order.
      </Alert>
      <HeadedTable heads={["What", "At the push", "Now"]} flush>
        {changes.map(({ field, atPush, now }) => (
          <TableRow key={field}>
            <TableCell>{field}</TableCell>
            <TableCell>{formatDate(atPush)}</TableCell>
            <TableCell>{formatDate(now)}</TableCell>
          </TableRow>
        ))}
      </HeadedTable>
    </Flex>
  );
}
