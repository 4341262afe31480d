import { Flex, Text } from "@hubspot/ui-extensions";
import { NoticeAlert } from "tieout-shared/notice-alert.tsx";
import { ShownTabs } from "tieout-shared/shown-tabs.tsx";
import { ListView } from "../desk/list-view.tsx";
import { DecidedMatches } from "./decided-matches.tsx";
import { OpenMatches } from "./open-matches.tsx";
import { useMatches } from "./use-matches.ts";

const NONE_OPEN = {
  title: "Every buyer is clear",
  text: "Buyers come here when it is not certain which QuickBooks customer they are.",
  imageName: "target",
} as const;
const NONE_DECIDED = {
  title: "Nothing has been decided yet",
  text: "Linked and new customers are listed here.",
  imageName: "companies",
} as const;

/** Which customer of QuickBooks a company of HubSpot is. */
export function MatchesScreen() {
  return <ShownTabs tabs={TABS} variant="enclosed" />;
}

function Open() {
  const matches = useMatches("open");
  return (
    <Flex direction="column" gap="small" align="stretch">
      <Text>Nothing is linked unless it is certain. A decision holds for every deal of the company, and can be taken back.</Text>
      <NoticeAlert notice={matches.work.notice} />
      <ListView list={matches.list} what="The matches" empty={NONE_OPEN}>
        {(rows) => <OpenMatches rows={rows} matches={matches} />}
      </ListView>
    </Flex>
  );
}

function Decided() {
  const matches = useMatches("decided");
  return (
    <Flex direction="column" gap="small" align="stretch">
      <NoticeAlert notice={matches.work.notice} />
      <ListView list={matches.list} what="The decided matches" empty={NONE_DECIDED}>
        {(rows) => <DecidedMatches rows={rows} matches={matches} />}
      </ListView>
    </Flex>
  );
}

const TABS = [
  { id: "open", title: "To decide", content: Open },
  { id: "decided", title: "Decided", content: Decided },
];
