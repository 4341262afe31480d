import { Flex, Heading } from "@hubspot/ui-extensions";
import { NoticeAlert } from "tieout-shared/notice-alert.tsx";
import { ListView } from "../desk/list-view.tsx";
import { PanelButton } from "../desk/panel-button.tsx";
import { DriftForm } from "./drift-form.tsx";
import { DriftTable } from "./drift-table.tsx";
import { OpenHolds } from "./open-holds.tsx";
import { useDrift } from "./use-drift.ts";
import { useHolds, type HoldList } from "./use-holds.ts";
import { documentName } from "./words.ts";

const ALL_AGREES = {
  title: "QuickBooks and the sales agree",
  text: "Orders and invoices that somebody edits, voids or deletes in QuickBooks come here, and orders that somebody rejects, closes or invoices.",
  imageName: "target",
} as const;
const NOTHING_CHANGED = {
  title: "No document has changed",
  text: "Orders and invoices that somebody edits, voids or deletes in QuickBooks come here.",
  imageName: "target",
} as const;

/** What waits for finance: orders on hold first, then documents that were changed. */
export function Waiting() {
  const holds = useHolds("open");
  const { list, work, decide } = useDrift("open");
  const shown = isShown(holds);
  return (
    <Flex direction="column" gap="medium" align="stretch">
      {shown ? <OpenHolds holds={holds} /> : null}
      {shown ? <Heading>Changed documents</Heading> : null}
      <NoticeAlert notice={work.notice} />
      <ListView list={list} what="The differences" empty={shown ? NOTHING_CHANGED : ALL_AGREES}>
        {(rows) => (
          <DriftTable
            rows={rows}
            decision={(drift) => (
              <PanelButton
                id={`drift-${drift.id}`}
                label="Decide"
                title={documentName(drift)}
                variant="primary"
                disabled={work.busyWith !== null}
              >
                {() => <DriftForm panelId={`drift-${drift.id}`} drift={drift} decide={decide} />}
              </PanelButton>
            )}
          />
        )}
      </ListView>
    </Flex>
  );
}

/** Where no order is on hold there is nothing to say of it, unless the last was answered just now. */
function isShown({ list: { list }, work }: HoldList): boolean {
  return list.state !== "ready" || list.value.rows.length > 0 || list.value.cursor !== null || work.notice !== null;
}
