import { Flex } from "@hubspot/ui-extensions";
import { NoticeAlert } from "tieout-shared/notice-alert.tsx";
import { ShownTabs } from "tieout-shared/shown-tabs.tsx";
import { ListView } from "../desk/list-view.tsx";
import { DecidedTable } from "./decided-table.tsx";
import { OpenTable } from "./open-table.tsx";
import { useApprovals } from "./use-approvals.ts";

const NONE_OPEN = {
  title: "Nothing waits for an approval",
  text: "Deals with unusual discounts, terms, prices or size come here before they are pushed.",
  imageName: "target",
} as const;
const NONE_DECIDED = {
  title: "Nothing has been decided yet",
  text: "Every decision is kept here with its reason.",
  imageName: "deals",
} as const;

/** Sales that finance has to agree to. */
export function ApprovalsScreen() {
  return <ShownTabs tabs={TABS} variant="enclosed" />;
}

function Open() {
  const approvals = useApprovals("open");
  return (
    <Flex direction="column" gap="small" align="stretch">
      <NoticeAlert notice={approvals.work.notice} />
      <ListView list={approvals.list} what="The approvals" empty={NONE_OPEN}>
        {(rows) => <OpenTable rows={rows} approvals={approvals} />}
      </ListView>
    </Flex>
  );
}

function Decided() {
  const { list } = useApprovals("decided");
  return (
    <ListView list={list} what="The decisions" empty={NONE_DECIDED}>
      {(rows) => <DecidedTable rows={rows} />}
    </ListView>
  );
}

const TABS = [
  { id: "open", title: "Waiting", content: Open },
  { id: "decided", title: "Decided", content: Decided },
];
