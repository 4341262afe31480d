import { Link, TableCell, TableRow, Text } from "@hubspot/ui-extensions";
import { HeadedTable } from "tieout-shared/headed-table.tsx";
import type { ReactNode } from "react";
import { formatInstant } from "tieout-shared/dates.ts";
import { formatMoney } from "tieout-shared/money.ts";
import { StatusTagOf } from "tieout-shared/status-tag-of.tsx";
import { DecidedBy } from "../desk/decided-by.tsx";
import { useDesk } from "../desk/desk-context.ts";
import type { Drift } from "./contract.ts";
import { CHANGES, documentName } from "./words.ts";

type Props = { rows: Drift[]; decision: (drift: Drift) => ReactNode };

/** Each document with what it was and what it is. */
export function DriftTable({ rows, decision }: Props) {
  const { timeZone } = useDesk();
  return (
    <HeadedTable
      heads={["Document", "Deal", "What changed", { right: "As agreed, net" }, { right: "In QuickBooks, net" }, "Since", "Decision"]}
    >
      {rows.map((drift) => (
        <TableRow key={drift.id}>
          <TableCell>
            {drift.what === "deleted" ? documentName(drift) : <Link href={{ url: drift.url, external: true }}>{documentName(drift)}</Link>}
          </TableCell>
          <TableCell>
            <Link href={drift.deal.url}>{drift.deal.company ?? `Deal ${drift.deal.id}`}</Link>
          </TableCell>
          <TableCell>
            <StatusTagOf tag={CHANGES[drift.what]} />
          </TableCell>
          <TableCell align="right">{formatMoney(drift.agreed)}</TableCell>
          <TableCell align="right">{drift.found === null ? "–" : formatMoney(drift.found)}</TableCell>
          <TableCell>{formatInstant(drift.since, timeZone)}</TableCell>
          <TableCell>{decision(drift)}</TableCell>
        </TableRow>
      ))}
    </HeadedTable>
  );
}

/** Who has decided, when and why. */
export function Decided({ drift: { decidedBy, decidedAt, reason } }: { drift: Drift }) {
  return (
    <>
      <DecidedBy person={decidedBy} at={decidedAt} />
      {reason === null ? null : <Text>{reason}</Text>}
    </>
  );
}
