import { Button, ButtonRow, Flex, StatusTag, Text } from "@hubspot/ui-extensions";
import { useState, type ReactNode } from "react";
import type { Choices } from "./contract.ts";
import { BulkChoice } from "./bulk-choice.tsx";
import { EntryForm } from "./entry-form.tsx";
import { EntryTable, type EntryRow } from "./entry-table.tsx";
import { PanelButton } from "../desk/panel-button.tsx";
import { isMapped, keyOfRow, type SimpleList, type Values } from "./simple-lists.ts";
import { cleared, headersOf, labelOf, rowsOf, say, withRows, wordsOf } from "./simple-rows.ts";
import type { MappingDraft } from "./use-mapping.ts";

/** One list of the mapping: what HubSpot has, what each means in QuickBooks, one at a time or many at once. */
export function SimpleListTab({ list, draft }: { list: SimpleList; draft: MappingDraft }) {
  const [selected, select] = useState<ReadonlySet<string>>(new Set());
  const { lists, choices } = draft;
  const rows = rowsOf(list, draft);
  const taken = new Set(list.read(lists).map((row) => keyOfRow(list, row)));
  const put = (changed: Values[]) => draft.change(list.write(lists, withRows(list, rows, changed)));
  const chosen = rows.filter((row) => selected.has(keyOfRow(list, row)));

  const form = (panelId: string, values: Values, fresh: boolean) => () => (
    <EntryForm {...{ panelId, list, choices, values, fresh, taken }} apply={(next) => put([next])} />
  );
  const entry = (values: Values): EntryRow => {
    const key = keyOfRow(list, values);
    const label = labelOf(list, choices, values);
    const panelId = `edit-${list.name}-${key}`;
    const edit = (
      <PanelButton id={panelId} label="Edit" title={label} size="xs">
        {form(panelId, values, false)}
      </PanelButton>
    );
    return { key, label, words: wordsOf(list, choices, values), cells: cellsOf(list, choices, values), edit };
  };

  return (
    <Flex direction="column" gap="small" align="stretch">
      <Flex direction="row" justify="between" align="center" gap="medium" wrap>
        <Text>{list.intro}</Text>
        {list.addable ? (
          <PanelButton id={`add-${list.name}`} label="Add an entry" title={`${list.title}: a new entry`}>
            {form(`add-${list.name}`, {}, true)}
          </PanelButton>
        ) : null}
      </Flex>
      {chosen.length > 0 ? (
        <BulkBar
          list={list}
          choices={choices}
          chosen={chosen}
          put={(changed) => {
            put(changed);
            select(new Set());
          }}
        />
      ) : null}
      <EntryTable
        headers={headersOf(list)}
        rows={rows.map(entry)}
        empty={list.empty}
        searchLabel={`Search ${list.title.toLowerCase()}`}
        {...{ selected, select }}
      />
    </Flex>
  );
}

type BulkProps = { list: SimpleList; choices: Choices; chosen: Values[]; put(changed: Values[]): void };

/** What can be done with all the selected entries at once. */
function BulkBar({ list, choices, chosen, put }: BulkProps) {
  const columns = list.columns.filter(({ key, options }) => !key && options);
  return (
    <Flex direction="row" gap="small" align="end" wrap>
      {columns.map(({ name, label, options }) => (
        <BulkChoice
          key={name}
          label={`${label} of all ${chosen.length} selected`}
          options={options?.(choices, {}) ?? []}
          apply={(value) => put(chosen.map((row) => ({ ...row, [name]: value })))}
        />
      ))}
      <ButtonRow>
        <Button size="sm" variant="destructive" onClick={() => put(chosen.map((row) => cleared(list, row)))}>
          {`Clear ${chosen.length} selected`}
        </Button>
      </ButtonRow>
    </Flex>
  );
}

function cellsOf(list: SimpleList, choices: Choices, values: Values): ReactNode[] {
  const mapped = isMapped(list.columns, values);
  return list.columns
    .filter(({ key }) => !key)
    .map((column) => {
      const words = say(column, choices, values);
      if (words !== "") return words;
      return mapped ? "–" : <StatusTag hollow>Not mapped</StatusTag>;
    });
}
