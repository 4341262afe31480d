import { AutoGrid, Button, ButtonRow, DateInput, Input, Select } from "@hubspot/ui-extensions";
import { PanelButton } from "../desk/panel-button.tsx";
import { ExportPanel } from "./export-panel.tsx";
import { BY, type LogSearch } from "./log-search.ts";

type Props = {
  search: LogSearch;
  set: (search: LogSearch) => void;
  /** The search that stands on the screen, as a query. */
  shown: string;
  look: () => void;
  clear: () => void;
};

/** What is looked for, and what was found as a file. */
export function SearchBar({ search, set, shown, look, clear }: Props) {
  return (
    <>
      <AutoGrid columnWidth={220} flexible gap="small">
        <Select label="Search by" name="by" options={BY} value={search.by} onChange={(value) => set({ ...search, by: String(value) })} />
        <Input label="Id or code" name="words" value={search.words} onInput={(words) => set({ ...search, words })} />
        <DateInput
          label="From"
          name="from"
          timezone="portalTz"
          {...(search.from && { value: search.from })}
          onChange={(from) => set({ ...search, from })}
        />
        <DateInput
          label="To"
          name="to"
          timezone="portalTz"
          {...(search.to && { value: search.to })}
          onChange={(to) => set({ ...search, to })}
        />
      </AutoGrid>
      <ButtonRow>
        <Button size="sm" variant="primary" onClick={look}>
          Search
        </Button>
        <Button size="sm" onClick={clear}>
          Clear
        </Button>
        <PanelButton id="log-export" label="Export" title="The log as a file" width="lg">
          {() => <ExportPanel query={shown} />}
        </PanelButton>
      </ButtonRow>
    </>
  );
}
