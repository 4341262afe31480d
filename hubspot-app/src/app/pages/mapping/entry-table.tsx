import { Box, Checkbox, Flex, SearchInput, TableCell, TableRow, Text } from "@hubspot/ui-extensions";
import { useState, type ReactNode } from "react";
import { HeadedTable } from "tieout-shared/headed-table.tsx";
import { pageOf, searched } from "./search.ts";
import { areAllIn, withKeys } from "./selection.ts";

/** One entry as a row: `label` is what it is about, `words` what a search looks through. */
export type EntryRow = { key: string; label: string; note?: string; words: string; cells: ReactNode[]; edit: ReactNode };

type Props = {
  /** The first is the label's. */
  headers: string[];
  rows: EntryRow[];
  empty: string;
  searchLabel: string;
  selected: ReadonlySet<string>;
  select(keys: ReadonlySet<string>): void;
};

/** Entries to search, to turn pages of, to select and to edit. */
export function EntryTable({ headers, rows, empty, searchLabel, selected, select }: Props) {
  const [wanted, want] = useState("");
  const [turnedTo, turn] = useState(1);
  const found = searched(rows, wanted);
  const { shown, page, pageCount } = pageOf(found, turnedTo);
  const keys = found.map(({ key }) => key);
  if (rows.length === 0) return <Text>{empty}</Text>;
  return (
    <Flex direction="column" gap="small" align="stretch">
      <Flex direction="row" justify="between" align="end" gap="medium" wrap>
        <Box flex={1}>
          <SearchInput label={searchLabel} name="search" value={wanted} onInput={want} onChange={want} />
        </Box>
        <Checkbox name="all" checked={areAllIn(keys, selected)} onChange={(on) => select(withKeys(selected, keys, on))}>
          {wanted === "" ? `Select all ${rows.length}` : `Select the ${found.length} of ${rows.length} that were found`}
        </Checkbox>
      </Flex>
      <HeadedTable heads={[...headers, "Edit"]} paging={{ page, pageCount, onPageChange: turn }}>
        {shown.map((row) => (
          <Row key={row.key} row={row} selected={selected.has(row.key)} toggle={(on) => select(withKeys(selected, [row.key], on))} />
        ))}
      </HeadedTable>
      {found.length === 0 ? <Text>{`Nothing was found for "${wanted}".`}</Text> : null}
    </Flex>
  );
}

function Row({ row, selected, toggle }: { row: EntryRow; selected: boolean; toggle(on: boolean): void }) {
  return (
    <TableRow>
      <TableCell>
        <Checkbox name={`select ${row.key}`} checked={selected} onChange={toggle}>
          {row.label}
        </Checkbox>
        {row.note === undefined ? null : <Text variant="microcopy">{row.note}</Text>}
      </TableCell>
      {row.cells.map((cell, index) => (
        <TableCell key={index}>{cell}</TableCell>
      ))}
      <TableCell width="min">{row.edit}</TableCell>
    </TableRow>
  );
}
