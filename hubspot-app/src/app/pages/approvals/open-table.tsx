import { TableCell, TableRow, Text } from "@hubspot/ui-extensions";
import { HeadedTable } from "tieout-shared/headed-table.tsx";
import type { Approval } from "tieout-shared/contract.ts";
import { formatInstant } from "tieout-shared/dates.ts";
import { formatDecimal, formatMoney } from "tieout-shared/money.ts";
import { personName } from "tieout-shared/person-name.ts";
import { useDesk } from "../desk/desk-context.ts";
import { PanelButton } from "../desk/panel-button.tsx";
import { ApprovedDeal } from "./approved-deal.tsx";
import { DecisionForm } from "./decision-form.tsx";
import type { Approvals } from "./use-approvals.ts";

/** What waits, with why it waits. */
export function OpenTable({ rows, approvals }: { rows: Approval[]; approvals: Approvals }) {
  return (
    <HeadedTable heads={["Deal", "Why it waits", { right: "Discount" }, "Terms", { right: "Contract, net" }, "Asked", "Decide"]}>
      {rows.map((approval) => (
        <OpenRow key={approval.id} approval={approval} approvals={approvals} />
      ))}
    </HeadedTable>
  );
}

function OpenRow({ approval, approvals }: { approval: Approval; approvals: Approvals }) {
  const { timeZone } = useDesk();
  const { id, dealName, reasons, discountPercent, terms, net, requestedBy, since } = approval;
  return (
    <TableRow>
      <TableCell>
        <ApprovedDeal approval={approval} />
      </TableCell>
      <TableCell>
        {reasons.map(({ code, message }) => (
          <Text key={`${code} ${message}`}>{message}</Text>
        ))}
      </TableCell>
      <TableCell align="right">{`${formatDecimal(discountPercent)} %`}</TableCell>
      <TableCell>{terms ?? "–"}</TableCell>
      <TableCell align="right">{formatMoney(net)}</TableCell>
      <TableCell>
        <Text>{personName(requestedBy)}</Text>
        <Text variant="microcopy">{formatInstant(since, timeZone)}</Text>
      </TableCell>
      <TableCell>
        <PanelButton id={`decide-${id}`} label="Decide" title={dealName} variant="primary" disabled={approvals.work.busyWith !== null}>
          {() => <DecisionForm panelId={`decide-${id}`} approval={approval} decide={approvals.decide} />}
        </PanelButton>
      </TableCell>
    </TableRow>
  );
}
