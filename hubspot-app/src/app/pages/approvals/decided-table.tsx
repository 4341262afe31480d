import { TableCell, TableRow } from "@hubspot/ui-extensions";
import { HeadedTable } from "tieout-shared/headed-table.tsx";
import type { Approval } from "tieout-shared/contract.ts";
import { formatMoney } from "tieout-shared/money.ts";
import { StatusTagOf, type Tag } from "tieout-shared/status-tag-of.tsx";
import { DecidedBy } from "../desk/decided-by.tsx";
import { ApprovedDeal } from "./approved-deal.tsx";

const STATES: Record<Approval["state"], Tag> = {
  open: { variant: "warning", label: "Waiting" },
  approved: { variant: "success", label: "Approved" },
  refused: { variant: "danger", label: "Refused" },
};

/** What was decided, by whom and why. */
export function DecidedTable({ rows }: { rows: Approval[] }) {
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
            <DecidedBy person={approval.decidedBy} at={approval.decidedAt} />
          </TableCell>
          <TableCell>{approval.reason ?? "–"}</TableCell>
        </TableRow>
      ))}
    </HeadedTable>
  );
}
