import { Flex, Heading, ProgressBar, Text } from "@hubspot/ui-extensions";
import { useState } from "react";
import { NoticeAlert } from "tieout-shared/notice-alert.tsx";
import { ListView } from "../desk/list-view.tsx";
import { PanelButton } from "../desk/panel-button.tsx";
import type { Hold } from "./contract.ts";
import { HoldChoice } from "./hold-choice.tsx";
import { HoldForm } from "./hold-form.tsx";
import { picksOf } from "./hold-picks.ts";
import { HoldTable } from "./hold-table.tsx";
import { useHoldAnswers } from "./use-hold-answers.ts";
import type { HoldList } from "./use-holds.ts";

const NONE = {
  title: "No order is on hold",
  text: "Orders that somebody rejects, closes or invoices in QuickBooks come here.",
  imageName: "target",
} as const;

/** Orders on hold until finance has answered what somebody made of them, one by one or several of a kind at once. */
export function OpenHolds({ holds }: { holds: HoldList }) {
  const { list, work } = holds;
  const { progress, refused, give } = useHoldAnswers(holds);
  const [selected, select] = useState<ReadonlySet<string>>(new Set());
  const isBusy = work.busyWith !== null;
  const toggle = ({ id }: Hold, on: boolean) => select(new Set(on ? [...selected, id] : [...selected].filter((each) => each !== id)));
  const chosenOf = (rows: Hold[]) => rows.filter(({ id }) => selected.has(id));
  return (
    <Flex direction="column" gap="small" align="stretch">
      <Heading>Orders on hold</Heading>
      <NoticeAlert notice={work.notice} />
      {progress && progress.of > 1 ? (
        <ProgressBar
          title="Answered"
          value={progress.done}
          maxValue={progress.of}
          valueDescription={`${progress.done} of ${progress.of}`}
        />
      ) : null}
      <ListView list={list} what="The orders on hold" empty={NONE}>
        {(rows) => (
          <>
            <HoldChoice
              rows={rows}
              chosen={chosenOf(rows)}
              choose={(holds) => select(new Set(holds.map(({ id }) => id)))}
              disabled={isBusy}
              give={give}
            />
            <HoldTable
              rows={rows}
              {...(picksOf(rows).length > 0 && { choice: { selected, why: chosenOf(rows)[0]?.why ?? null, toggle } })}
              answer={(hold) => (
                <>
                  <PanelButton
                    id={`hold-${hold.id}`}
                    label="Answer"
                    title={`Order ${hold.order.number}`}
                    variant="primary"
                    disabled={isBusy}
                  >
                    {() => <HoldForm panelId={`hold-${hold.id}`} holds={[hold]} give={give} />}
                  </PanelButton>
                  {refused.has(hold.id) ? <Text variant="microcopy">{refused.get(hold.id)}</Text> : null}
                </>
              )}
            />
          </>
        )}
      </ListView>
    </Flex>
  );
}
