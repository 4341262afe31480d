import { Alert, EmptyState, PanelBody, PanelSection, TableCell, TableRow, Text } from "@hubspot/ui-extensions";
import { HeadedTable } from "tieout-shared/headed-table.tsx";
import { formatSecond } from "tieout-shared/dates.ts";
import { StatusTagOf } from "tieout-shared/status-tag-of.tsx";
import { LoadedView } from "tieout-shared/loaded-view.tsx";
import { useLoaded } from "tieout-shared/use-loaded.ts";
import { personName } from "tieout-shared/person-name.ts";
import { useDesk } from "../desk/desk-context.ts";
import { recordWords } from "../desk/record-words.ts";
import { useNames } from "../desk/use-names.ts";
import type { FlightEntry, FlightRecorder } from "./contract.ts";
import { OUTCOMES, sayDuration, sayWhat, SYSTEMS } from "./words.ts";

/** What HubSpot tells of a deal. */
const TOLD = "webhook.received";

/** The flight recorder of a deal as the content of a panel. */
export function FlightRecorderPanel({ dealId }: { dealId: string }) {
  return (
    <PanelBody>
      <PanelSection>
        <FlightRecorderView dealId={dealId} />
      </PanelSection>
    </PanelBody>
  );
}

/** Everything that happened to a deal, in its order. */
export function FlightRecorderView({ dealId }: { dealId: string }) {
  const { api } = useDesk();
  const path = `/ui/deals/${encodeURIComponent(dealId)}/flight-recorder`;
  const [recorder] = useLoaded(() => api.get<FlightRecorder>(path, ["entries", "leftOut"]), dealId);
  return (
    <LoadedView loaded={recorder} what="The flight recorder">
      {({ entries, leftOut }) => (
        <>
          {leftOut ? <Alert title="Only the newest entries are shown" variant="info" /> : null}
          {entries.length === 0 ? (
            <EmptyState title="Nothing has happened to this deal yet" layout="vertical" reverseOrder imageName="deals">
              <Text>What Tieout does about it is told here from its first change on.</Text>
            </EmptyState>
          ) : (
            <Timeline entries={entries} />
          )}
        </>
      )}
    </LoadedView>
  );
}

function Timeline({ entries }: { entries: FlightEntry[] }) {
  const { timeZone } = useDesk();
  const nameOf = useNames();
  return (
    <HeadedTable heads={["When", { right: "After" }, "What", "Outcome", { right: "Took" }]}>
      {folded(entries).map(({ entry, times }, index) => (
        <TableRow key={index}>
          <TableCell>{formatSecond(entry.at, timeZone)}</TableCell>
          <TableCell align="right">{sayDuration(entry.gapMs)}</TableCell>
          <TableCell>
            <Text>{`${entry.words ?? sayWhat(entry.what)}${times > 1 ? `, ${times} times` : ""}`}</Text>
            <Text variant="microcopy">{whoOf(entry, nameOf)}</Text>
          </TableCell>
          <TableCell>
            <StatusTagOf tag={OUTCOMES[entry.outcome]} />
            {entry.code === null ? null : <Text variant="microcopy">{entry.code}</Text>}
          </TableCell>
          <TableCell align="right">{sayDuration(entry.durationMs)}</TableCell>
        </TableRow>
      ))}
    </HeadedTable>
  );
}

/** HubSpot tells of each property that changed: the same step again and again is one, at its first time. */
function folded(entries: FlightEntry[]): { entry: FlightEntry; times: number }[] {
  const rows: { entry: FlightEntry; times: number }[] = [];
  for (const entry of entries) {
    const last = rows.at(-1);
    if (last && entry.what === TOLD && last.entry.what === TOLD) last.times += 1;
    else rows.push({ entry, times: 1 });
  }
  return rows;
}

function whoOf({ kind, system, by, document }: FlightEntry, nameOf: (who: string) => string): string {
  const who = by || kind === "decision" ? nameOf(personName(by)) : SYSTEMS[system];
  return document ? `${who}, ${recordWords({ object: document.kind, id: document.id })}` : who;
}
