import { Alert, Button, Flex, Heading, Text } from "@hubspot/ui-extensions";
import { useState } from "react";
import { LoadedView } from "tieout-shared/loaded-view.tsx";
import { NoticeAlert } from "tieout-shared/notice-alert.tsx";
import { ListView } from "../desk/list-view.tsx";
import { useNames } from "../desk/use-names.ts";
import type { DeadLetterGroup } from "./contract.ts";
import { GroupTable } from "./group-table.tsx";
import { LetterTable } from "./letter-table.tsx";
import { useFinished } from "./use-finished.ts";
import { useDeadLetters } from "./use-dead-letters.ts";

const NONE = { title: "Nothing has stopped", text: "What cannot go on without a person waits here.", imageName: "target" } as const;

/** Work that stopped and waits for a person, by its cause and one by one. */
export function DeadLettersScreen() {
  const [shown, show] = useState<DeadLetterGroup | null>(null);
  const nameOf = useNames();
  const letters = useDeadLetters(shown?.cause ?? null);
  const finished = useFinished(letters.groups.state === "ready" ? letters.groups.value.groups : null);
  return (
    <Flex direction="column" gap="medium" align="stretch">
      <Text>Work that stopped waits here, the oldest first. One correction mends everything of a cause.</Text>
      <NoticeAlert notice={letters.work.notice} />
      {finished.map((message) => (
        <Alert key={message} title={`All of it has gone on: ${message}`} variant="success" />
      ))}
      <LoadedView loaded={letters.groups} what="The causes">
        {({ groups }) =>
          groups.length === 0 ? null : (
            <>
              <Heading>By cause</Heading>
              <GroupTable groups={groups} letters={letters} show={show} />
              <Heading>One by one</Heading>
            </>
          )
        }
      </LoadedView>
      {shown ? (
        <Flex direction="row" gap="small" align="center" wrap>
          <Text>{`Only of this cause: ${shown.message}`}</Text>
          <Button size="xs" onClick={() => show(null)}>
            Show all
          </Button>
        </Flex>
      ) : null}
      <ListView list={letters.list} what="The dead letters" empty={NONE}>
        {(rows) => <LetterTable rows={rows} letters={letters} nameOf={nameOf} />}
      </ListView>
    </Flex>
  );
}
