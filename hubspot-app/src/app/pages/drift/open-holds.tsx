import { Flex, Heading } from "@hubspot/ui-extensions";
import { NoticeAlert } from "tieout-shared/notice-alert.tsx";
import { ListView } from "../desk/list-view.tsx";
import { PanelButton } from "../desk/panel-button.tsx";
import { HoldForm } from "./hold-form.tsx";
import { HoldTable } from "./hold-table.tsx";
import type { HoldList } from "./use-holds.ts";

const NONE = {
  title: "No order is on hold",
  text: "Orders that somebody rejects, closes or invoices in QuickBooks come here.",
  imageName: "target",
} as const;

/** Orders on hold until finance has answered what somebody made of them. */
export function OpenHolds({ holds: { list, work, decide } }: { holds: HoldList }) {
  return (
    <Flex direction="column" gap="small" align="stretch">
      <Heading>Orders on hold</Heading>
      <NoticeAlert notice={work.notice} />
      <ListView list={list} what="The orders on hold" empty={NONE}>
        {(rows) => (
          <HoldTable
            rows={rows}
            answer={(hold) => (
              <PanelButton
                id={`hold-${hold.id}`}
                label="Answer"
                title={`Order ${hold.order.number}`}
                variant="primary"
                disabled={work.busyWith !== null}
              >
                {() => <HoldForm panelId={`hold-${hold.id}`} hold={hold} decide={decide} />}
              </PanelButton>
            )}
          />
        )}
      </ListView>
    </Flex>
  );
}
