import { LoadingButton, TableCell, TableRow, Text } from "@hubspot/ui-extensions";
import { HeadedTable } from "tieout-shared/headed-table.tsx";
import { formatInstant } from "tieout-shared/dates.ts";
import { useDesk } from "../desk/desk-context.ts";
import type { ScheduleEntry } from "./contract.ts";
import type { Schedule } from "./use-schedule.ts";

/** One row for each piece of work. */
export function ScheduleTable({ entries, schedule }: { entries: ScheduleEntry[]; schedule: Schedule }) {
  const { me } = useDesk();
  const mayRun = me.role === "admin";
  return (
    <HeadedTable heads={["Work", "Last run", "Next run", ...(mayRun ? ["Now"] : [])]}>
      {entries.map((entry) => (
        <ScheduleRow key={entry.kind} entry={entry} schedule={schedule} mayRun={mayRun} />
      ))}
    </HeadedTable>
  );
}

function ScheduleRow({ entry, schedule: { work, run }, mayRun }: { entry: ScheduleEntry; schedule: Schedule; mayRun: boolean }) {
  const { timeZone } = useDesk();
  const say = (instant: string | null) => (instant === null ? "–" : formatInstant(instant, timeZone));
  return (
    <TableRow>
      <TableCell>{entry.label}</TableCell>
      <TableCell>
        <Text>{entry.lastRunAt === null ? "Not yet" : say(entry.lastRunAt)}</Text>
        {entry.result ? <Text variant="microcopy">{resultOf(entry.result)}</Text> : null}
        {entry.failure ? <Text variant="microcopy">{`Failed ${say(entry.failure.at)}: ${entry.failure.message}`}</Text> : null}
      </TableCell>
      <TableCell>{say(entry.nextRunAt)}</TableCell>
      {mayRun ? (
        <TableCell>
          <LoadingButton
            size="sm"
            testId={`run-${entry.kind}`}
            loading={work.busyWith === entry.kind}
            disabled={work.busyWith !== null}
            onClick={() => run(entry)}
          >
            Run now
          </LoadingButton>
        </TableCell>
      ) : null}
    </TableRow>
  );
}

function resultOf(result: NonNullable<ScheduleEntry["result"]>): string {
  const words = Object.entries(result)
    .map(([name, value]) => `${name}: ${value}`)
    .join(", ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
