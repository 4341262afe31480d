import { Button, Flex, Input, Select } from "@hubspot/ui-extensions";
import { useState } from "react";
import { ListView } from "../desk/list-view.tsx";
import { useList } from "../desk/use-list.ts";
import { AttemptsTable } from "./attempts-table.tsx";
import type { LogLine } from "./contract.ts";

const NONE = {
  title: "Nothing was found",
  text: "Every write to HubSpot and QuickBooks, every failed read and every step of a push comes here.",
  imageName: "components",
} as const;

const BY = [
  { value: "q", label: "Any id or code" },
  { value: "deal", label: "Deal" },
  { value: "company", label: "Company" },
  { value: "document", label: "Document in QuickBooks" },
  { value: "code", label: "Code" },
];

/** Every attempt, newest first, searched by id. */
export function Attempts() {
  const [by, setBy] = useState("q");
  const [words, setWords] = useState("");
  const [path, setPath] = useState("/ui/sync-log");
  const { list, more, showMore, change, reload } = useList<LogLine>(path, "lines");
  const search = () => setPath(words.trim() === "" ? "/ui/sync-log" : `/ui/sync-log?${by}=${encodeURIComponent(words.trim())}`);
  return (
    <Flex direction="column" gap="small" align="stretch">
      <Flex direction="row" gap="small" align="end" wrap>
        <Select label="Search by" name="by" options={BY} value={by} onChange={(value) => setBy(String(value))} />
        <Input label="Id or code" name="words" value={words} onInput={setWords} />
        <Button size="sm" variant="primary" onClick={search}>
          Search
        </Button>
        <Button size="sm" onClick={reload}>
          Look again
        </Button>
      </Flex>
      <ListView list={{ list, more, showMore, change, reload }} what="The log" empty={NONE}>
        {(rows) => <AttemptsTable rows={rows} />}
      </ListView>
    </Flex>
  );
}
