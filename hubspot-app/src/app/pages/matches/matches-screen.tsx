import { Flex, Tab, Tabs, Text } from "@hubspot/ui-extensions";
import { useState } from "react";
import { ListView } from "../desk/list-view.tsx";
import { NoticeAlert } from "../desk/notice-alert.tsx";
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
  const [shown, show] = useState("open");
  return (
    <Tabs variant="enclosed" selected={shown} onSelectedChange={(tab: string) => show(tab)}>
      <Tab tabId="open" title="To decide">
        {shown === "open" ? <Open /> : null}
      </Tab>
      <Tab tabId="decided" title="Decided">
        {shown === "decided" ? <Decided /> : null}
      </Tab>
    </Tabs>
  );
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
