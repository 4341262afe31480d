import { Flex, Tab, Tabs } from "@hubspot/ui-extensions";
import { useState } from "react";
import { NoticeAlert } from "tieout-shared/notice-alert.tsx";
import { ListView } from "../desk/list-view.tsx";
import { PanelButton } from "../desk/panel-button.tsx";
import { DriftForm } from "./drift-form.tsx";
import { Decided, DriftTable } from "./drift-table.tsx";
import { useDrift } from "./use-drift.ts";
import { documentName } from "./words.ts";

const NOTHING_OPEN = {
  title: "QuickBooks and the sales agree",
  text: "Orders and invoices that somebody edits, voids or deletes in QuickBooks come here.",
  imageName: "target",
} as const;
const NOTHING_DECIDED = { title: "Nothing here yet", text: "Decisions are kept here with their reason.", imageName: "deals" } as const;

/** Documents that are not any more what they were made. */
export function DriftScreen() {
  const [shown, show] = useState("open");
  return (
    <Tabs variant="enclosed" selected={shown} onSelectedChange={(tab: string) => show(tab)}>
      <Tab tabId="open" title="Waiting">
        {shown === "open" ? <Open /> : null}
      </Tab>
      <Tab tabId="accepted" title="Accepted">
        {shown === "accepted" ? <Done state="accepted" /> : null}
      </Tab>
      <Tab tabId="ignored" title="Put aside">
        {shown === "ignored" ? <Done state="ignored" /> : null}
      </Tab>
    </Tabs>
  );
}

function Open() {
  const { list, work, decide } = useDrift("open");
  return (
    <Flex direction="column" gap="small" align="stretch">
      <NoticeAlert notice={work.notice} />
      <ListView list={list} what="The differences" empty={NOTHING_OPEN}>
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

function Done({ state }: { state: "accepted" | "ignored" }) {
  const { list } = useDrift(state);
  return (
    <ListView list={list} what="The decisions" empty={NOTHING_DECIDED}>
      {(rows) => <DriftTable rows={rows} decision={(drift) => <Decided drift={drift} />} />}
    </ListView>
  );
}
