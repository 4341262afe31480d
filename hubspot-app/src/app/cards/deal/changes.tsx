import { Alert, Flex, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@hubspot/ui-extensions";
import type { DealView } from "tieout-shared/contract.ts";

/** What differs from the sale as it was pushed, side by side. */
export function Changes({ changes }: { changes: DealView["changes"] }) {
  if (changes.length === 0) return null;
  return (
    <Flex direction="column" gap="small">
      <Alert title="Changed in HubSpot since the push" variant="warning">
        Nothing is changed in QuickBooks by itself. Finance decides what becomes of the order.
      </Alert>
      <Table density="condensed" flush>
        <TableHead>
          <TableRow>
            <TableHeader>What</TableHeader>
            <TableHeader>At the push</TableHeader>
            <TableHeader>Now</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {changes.map(({ field, atPush, now }) => (
            <TableRow key={field}>
              <TableCell>{field}</TableCell>
              <TableCell>{atPush}</TableCell>
              <TableCell>{now}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Flex>
  );
}
