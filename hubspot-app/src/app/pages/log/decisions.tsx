import { Alert, Flex, TableCell, TableRow } from "@hubspot/ui-extensions";
import { HeadedTable } from "tieout-shared/headed-table.tsx";
import { formatInstant } from "tieout-shared/dates.ts";
import { useLoaded } from "tieout-shared/use-loaded.ts";
import { personName } from "tieout-shared/person-name.ts";
import { useDesk } from "../desk/desk-context.ts";
import { RecordLink } from "../desk/record-link.tsx";
import { ListView } from "../desk/list-view.tsx";
import { useList } from "../desk/use-list.ts";
import { useNames } from "../desk/use-names.ts";
import type { Decision } from "./contract.ts";

const NONE = {
  title: "Nothing has been decided yet",
  text: "Whatever people and Tieout decide is kept here for good.",
  imageName: "components",
} as const;

/** Who decided what, and whether the record of it is whole. */
export function Decisions() {
  const { timeZone } = useDesk();
  const nameOf = useNames();
  const decisions = useList<Decision>("/ui/audit-log", "entries");
  return (
    <Flex direction="column" gap="small" align="stretch">
      <Verified />
      <ListView list={decisions} what="The decisions" empty={NONE}>
        {(rows) => (
          <HeadedTable heads={["When", "Who", "What", "About"]}>
            {rows.map(({ seq, at, by, words, subject }) => (
              <TableRow key={seq}>
                <TableCell>{formatInstant(at, timeZone)}</TableCell>
                <TableCell>{nameOf(personName(by))}</TableCell>
                <TableCell>{words}</TableCell>
                <TableCell>{subject ? <RecordLink record={subject} /> : "–"}</TableCell>
              </TableRow>
            ))}
          </HeadedTable>
        )}
      </ListView>
    </Flex>
  );
}

/** Each entry holds the hash of the one before, so what was changed or taken away is found. */
function Verified() {
  const { api } = useDesk();
  const [chain] = useLoaded(() => api.get<{ firstBroken: number | null }>("/ui/audit-log", ["firstBroken"]));
  if (chain.state !== "ready") return null;
  const { firstBroken } = chain.value;
  return firstBroken === null ? (
    <Alert title="Chain verified: no entry was changed or taken away" variant="success" />
  ) : (
    <Alert title={`Somebody has tampered with entry ${firstBroken}`} variant="danger" />
  );
}
