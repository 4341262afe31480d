import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, Text } from "@hubspot/ui-extensions";
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
    <Table density="condensed">
      <TableHead>
        <TableRow>
          <TableHeader>Deal</TableHeader>
          <TableHeader>Why it waits</TableHeader>
          <TableHeader align="right">Discount</TableHeader>
          <TableHeader>Terms</TableHeader>
          <TableHeader align="right">Contract, net</TableHeader>
          <TableHeader>Asked</TableHeader>
          <TableHeader>Decide</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((approval) => (
          <OpenRow key={approval.id} approval={approval} approvals={approvals} />
        ))}
      </TableBody>
    </Table>
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
