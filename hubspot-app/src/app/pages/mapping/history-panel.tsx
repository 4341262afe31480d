import { Accordion, Button, EmptyState, Flex, LoadingButton, PanelBody, PanelSection, Text } from "@hubspot/ui-extensions";
import { formatInstant } from "tieout-shared/dates.ts";
import { counted } from "tieout-shared/words.ts";
import { ChangesTable } from "tieout-shared/changes-table.tsx";
import { NoticeAlert } from "tieout-shared/notice-alert.tsx";
import { LoadedView } from "tieout-shared/loaded-view.tsx";
import { personName } from "tieout-shared/person-name.ts";
import { useDesk } from "../desk/desk-context.ts";
import type { HistoryEntry } from "./contract.ts";
import { useHistory, type History } from "./use-history.ts";
import type { MappingDraft } from "./use-mapping.ts";

/** Who changed what in the mapping, and when; each save can be taken back. */
export function HistoryPanel({ draft }: { draft: MappingDraft }) {
  const history = useHistory(draft);
  const { list, work, showMore } = history;
  return (
    <PanelBody>
      <PanelSection>
        <Flex direction="column" gap="small" align="stretch">
          <NoticeAlert notice={work.notice} />
          <LoadedView loaded={list} what="The history">
            {({ entries, cursor }) => (
              <>
                {entries.length === 0 ? (
                  <EmptyState title="Nothing has been changed yet" layout="vertical" reverseOrder imageName="components">
                    <Text>Every save is kept here with who made it and when.</Text>
                  </EmptyState>
                ) : null}
                {entries.map((entry) => (
                  <Version key={entry.version} entry={entry} history={history} undoable={draft.changed.length === 0} />
                ))}
                {cursor === null ? null : (
                  <Button size="sm" disabled={work.busyWith !== null} onClick={() => showMore(cursor)}>
                    Show more
                  </Button>
                )}
              </>
            )}
          </LoadedView>
        </Flex>
      </PanelSection>
    </PanelBody>
  );
}

function Version({ entry, history, undoable }: { entry: HistoryEntry; history: History; undoable: boolean }) {
  const { timeZone } = useDesk();
  const { version, what, by, at, changes, changeCount } = entry;
  return (
    <Accordion title={`Version ${version}: ${what}`} size="sm">
      <Flex direction="column" gap="small" align="stretch">
        <Text variant="microcopy">{`${personName(by)}, ${formatInstant(at, timeZone)}, ${counted(changeCount, "change")}`}</Text>
        <ChangesTable changes={changes} count={changeCount} />
        <LoadingButton
          size="sm"
          loading={history.work.busyWith === `undo-${version}`}
          disabled={!undoable}
          onClick={() => history.undo(version)}
          testId={`undo-${version}`}
        >
          {undoable ? `Undo version ${version}` : "Save or discard your changes first"}
        </LoadingButton>
      </Flex>
    </Accordion>
  );
}
