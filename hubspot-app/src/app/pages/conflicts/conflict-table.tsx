import { Link, StatusTag, TableCell, TableRow, Text } from "@hubspot/ui-extensions";
import { HeadedTable } from "tieout-shared/headed-table.tsx";
import { formatInstant } from "tieout-shared/dates.ts";
import { useDesk } from "../desk/desk-context.ts";
import { PanelButton } from "../desk/panel-button.tsx";
import { useNames } from "../desk/use-names.ts";
import type { Conflict } from "./contract.ts";
import { DecidePanel } from "./decide-panel.tsx";
import type { ConflictsDesk } from "./use-conflicts.ts";
import { lastSyncedWords } from "./words.ts";

/** One row for each field, both values side by side. */
export function ConflictTable({ rows, conflicts }: { rows: Conflict[]; conflicts: ConflictsDesk }) {
  const nameOf = useNames();
  return (
    <HeadedTable heads={["Buyer and field", "In HubSpot", "In QuickBooks", "Last agreed", "Decide"]}>
      {rows.map((conflict) => (
        <ConflictRow key={conflict.id} conflict={conflict} conflicts={conflicts} nameOf={nameOf} />
      ))}
    </HeadedTable>
  );
}

type RowProps = { conflict: Conflict; conflicts: ConflictsDesk; nameOf: (who: string) => string };

function ConflictRow({ conflict, conflicts, nameOf }: RowProps) {
  const { hubspot, quickbooks } = conflict;
  const panelId = `conflict-${conflict.id}`;
  return (
    <TableRow>
      <TableCell>
        <Link href={conflict.record.url}>{conflict.buyer}</Link>
        <Text>{conflict.label}</Text>
        {conflict.kind === "proposal" ? <StatusTag variant="info">Proposal</StatusTag> : null}
      </TableCell>
      <TableCell>
        <Value value={hubspot.value} at={hubspot.changedAt} by={hubspot.changedBy === null ? null : nameOf(hubspot.changedBy)} />
      </TableCell>
      <TableCell>
        <Value value={quickbooks.value} at={quickbooks.changedAt} by={null} />
      </TableCell>
      <TableCell>{lastSyncedWords(conflict)}</TableCell>
      <TableCell>
        <PanelButton id={panelId} label="Decide" title={`${conflict.label}: ${conflict.buyer}`} variant="primary">
          {() => <DecidePanel panelId={panelId} conflict={conflict} conflicts={conflicts} />}
        </PanelButton>
      </TableCell>
    </TableRow>
  );
}

function Value({ value, at, by }: { value: string | null; at: string | null; by: string | null }) {
  const { timeZone } = useDesk();
  return (
    <>
      <Text>{value ?? "Empty"}</Text>
      {at === null ? null : <Text variant="microcopy">{[`changed ${formatInstant(at, timeZone)}`, by].filter(Boolean).join(", ")}</Text>}
    </>
  );
}
