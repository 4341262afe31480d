import { Accordion, Flex } from "@hubspot/ui-extensions";
import { usePageRoute } from "@hubspot/ui-extensions/pages";
import { useState } from "react";
import { ListView } from "../desk/list-view.tsx";
import { useList } from "../desk/use-list.ts";
import { useNames } from "../desk/use-names.ts";
import { AttemptsTable } from "./attempts-table.tsx";
import type { LogLine } from "./contract.ts";
import { FlightRecorderView } from "./flight-recorder.tsx";
import { queryOf, type LogSearch } from "./log-search.ts";
import { SearchBar } from "./search-bar.tsx";

const NONE = {
  title: "Nothing was found",
  text: "Every write to HubSpot and QuickBooks, every failed read and every step of a push comes here.",
  imageName: "components",
} as const;

const ALL: LogSearch = { by: "q", words: "", from: null, to: null };

/** Every attempt, newest first, searched by id and time. A link that names a deal begins with all that happened to it. */
export function Attempts() {
  const { deal } = usePageRoute().params;
  const first = deal === undefined ? ALL : { ...ALL, by: "deal", words: deal };
  const nameOf = useNames();
  const [search, set] = useState(first);
  const [shown, show] = useState(queryOf(first));
  const list = useList<LogLine>(`/ui/sync-log${shown}`, "lines");
  const look = () => (queryOf(search) === shown ? list.reload() : show(queryOf(search)));
  const [clearings, setClearings] = useState(0);
  const clear = () => (set(ALL), show(""), setClearings(clearings + 1));
  return (
    <Flex direction="column" gap="small" align="stretch">
      {deal === undefined ? null : (
        <Accordion title={`All that happened to deal ${deal}`} defaultOpen>
          <FlightRecorderView dealId={deal} />
        </Accordion>
      )}
      {/* A date input without a value keeps its last one, so clearing draws it anew. */}
      <SearchBar key={clearings} {...{ search, set, shown, look, clear }} />
      <ListView list={list} what="The log" empty={NONE}>
        {(rows) => <AttemptsTable rows={rows} nameOf={nameOf} />}
      </ListView>
    </Flex>
  );
}
