import { Flex } from "@hubspot/ui-extensions";
import { ListView } from "../desk/list-view.tsx";
import { LoadedView } from "../desk/loaded-view.tsx";
import { NoticeAlert } from "../desk/notice-alert.tsx";
import { GroupTable } from "./group-table.tsx";
import { LetterTable } from "./letter-table.tsx";
import { useDeadLetters } from "./use-dead-letters.ts";

const NONE = { title: "Nothing has stopped", text: "What cannot go on without a person waits here.", imageName: "target" } as const;

/** Work that stopped and waits for a person, by its cause and one by one. */
export function DeadLettersScreen() {
  const letters = useDeadLetters();
  return (
    <Flex direction="column" gap="medium" align="stretch">
      <NoticeAlert notice={letters.work.notice} />
      <LoadedView loaded={letters.groups} what="The causes">
        {({ groups }) => (groups.length === 0 ? null : <GroupTable groups={groups} letters={letters} />)}
      </LoadedView>
      <ListView list={letters.list} what="The dead letters" empty={NONE}>
        {(rows) => <LetterTable rows={rows} letters={letters} />}
      </ListView>
    </Flex>
  );
}
