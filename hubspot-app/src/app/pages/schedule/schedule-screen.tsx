import { Button, EmptyState, Flex, Text } from "@hubspot/ui-extensions";
import { LoadedView } from "tieout-shared/loaded-view.tsx";
import { NoticeAlert } from "tieout-shared/notice-alert.tsx";
import { ScheduleTable } from "./schedule-table.tsx";
import { useSchedule } from "./use-schedule.ts";

/** What is done by itself: when it was done last, what came of it, and when it is done next. */
export function ScheduleScreen() {
  const schedule = useSchedule();
  return (
    <Flex direction="column" gap="small" align="stretch">
      <Flex direction="row" justify="between" align="center" gap="small">
        <Text>All this is done without anybody. An admin can have it done now.</Text>
        <Button size="sm" onClick={schedule.reload}>
          Refresh
        </Button>
      </Flex>
      <NoticeAlert notice={schedule.work.notice} />
      <LoadedView loaded={schedule.entries} what="The schedule">
        {({ entries }) => (entries.length === 0 ? <Nothing /> : <ScheduleTable entries={entries} schedule={schedule} />)}
      </LoadedView>
    </Flex>
  );
}

function Nothing() {
  return (
    <EmptyState title="Nothing is scheduled" layout="vertical" reverseOrder imageName="target">
      <Text>Work that is done by itself is listed here.</Text>
    </EmptyState>
  );
}
