import { TableCell, TableRow, Text } from "@hubspot/ui-extensions";
import { HeadedTable } from "tieout-shared/headed-table.tsx";
import type { Approval } from "tieout-shared/contract.ts";
import { formatInstant } from "tieout-shared/dates.ts";
import { formatMoney } from "tieout-shared/money.ts";
import { StatusTagOf, type Tag } from "tieout-shared/status-tag-of.tsx";
import { personName } from "tieout-shared/person-name.ts";
import { useDesk } from "../desk/desk-context.ts";
import { ApprovedDeal } from "./approved-deal.tsx";

const STATES: Record<Approval["state"], Tag> = {
  open: { variant: "warning", label: "Waiting" },
  approved: { variant: "success", label: "Approved" },
  refused: { variant: "danger", label: "Refused" },
};

/** What was decided, by whom and why. */
export function DecidedTable({ rows }: { rows: Approval[] }) {
  const { timeZone } = useDesk();
  return (
    <HeadedTable heads={["Deal", { right: "Contract, net" }, "Decision", "By", "Reason"]}>
      {rows.map((approval) => (
        <TableRow key={approval.id}>
          <TableCell>
            <ApprovedDeal approval={approval} />
          </TableCell>
          <TableCell align="right">{formatMoney(approval.net)}</TableCell>
          <TableCell>
            <StatusTagOf tag={STATES[approval.state]} />
          </TableCell>
          <TableCell>
            <Text>{personName(approval.decidedBy)}</Text>
            {approval.decidedAt === null ? null : <Text variant="microcopy">{formatInstant(approval.decidedAt, timeZone)}</Text>}
          </TableCell>
          <TableCell>{approval.reason ?? "–"}</TableCell>
        </TableRow>
      ))}
    </HeadedTable>
  );
}
