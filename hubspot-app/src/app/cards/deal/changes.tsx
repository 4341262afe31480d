import { Alert, Flex, TableCell, TableRow } from "@hubspot/ui-extensions";
import { formatDate } from "tieout-shared/dates.ts";
import { HeadedTable } from "tieout-shared/headed-table.tsx";
import { KeepOrder } from "./keep-order.tsx";
import type { ReadyDealState } from "./ready-deal.tsx";

/** What differs from the sale as it was pushed, side by side, and the decision for who may make it. */
export function Changes({ deal }: { deal: ReadyDealState }) {
  const { changes, state, actions } = deal.view;
  if (changes.length === 0) return null;
  return (
    <Flex direction="column" gap="small">
      {state === "pushed" ? (
        <Alert title="Changed in HubSpot since the push" variant="info">
          Finance keeps the order as it is with these changes. Any other change is asked about again.
        </Alert>
      ) : (
        <Alert title="Changed in HubSpot since the push" variant="warning">
          Nothing is changed in QuickBooks by itself. Finance keeps the order or changes it there; else the deal is put back.
        </Alert>
      )}
      <HeadedTable heads={["What", "At the push", "Now"]} flush>
        {changes.map(({ field, atPush, now }) => (
          <TableRow key={field}>
            <TableCell>{field}</TableCell>
            <TableCell>{formatDate(atPush)}</TableCell>
            <TableCell>{formatDate(now)}</TableCell>
          </TableRow>
        ))}
      </HeadedTable>
      {actions.includes("keep") ? <KeepOrder deal={deal} /> : null}
    </Flex>
  );
}
