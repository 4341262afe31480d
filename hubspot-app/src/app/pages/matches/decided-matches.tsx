import { Flex, Link, TableCell, TableRow, Text } from "@hubspot/ui-extensions";
import { HeadedTable } from "tieout-shared/headed-table.tsx";
import { StatusTagOf } from "tieout-shared/status-tag-of.tsx";
import { ConfirmButton } from "tieout-shared/confirm-button.tsx";
import { DecidedBy } from "../desk/decided-by.tsx";
import { BuyerName } from "./buyer-name.tsx";
import type { Match } from "./contract.ts";
import type { Matches } from "./use-matches.ts";
import { stateTag } from "./words.ts";

/** What was decided, by whom and why; what has had no consequence yet can be taken back. */
export function DecidedMatches({ rows, matches }: { rows: Match[]; matches: Matches }) {
  return (
    <HeadedTable heads={["In HubSpot", "In QuickBooks", "Why", "By", "Take back"]}>
      {rows.map((match) => (
        <DecidedRow key={match.id} match={match} matches={matches} />
      ))}
    </HeadedTable>
  );
}

function DecidedRow({ match, matches: { work, take } }: { match: Match; matches: Matches }) {
  const [customer] = match.candidates;
  return (
    <TableRow>
      <TableCell>
        <BuyerName match={match} />
      </TableCell>
      <TableCell>
        <Flex direction="column" gap="extra-small" align="start">
          {match.state === "linked" && customer ? <Link href={{ url: customer.url, external: true }}>{customer.name}</Link> : null}
          <StatusTagOf tag={stateTag(match)} />
        </Flex>
      </TableCell>
      <TableCell>
        {match.reasons.map((reason) => (
          <Text key={reason} variant="microcopy">
            {reason}
          </Text>
        ))}
      </TableCell>
      <TableCell>
        <DecidedBy person={match.decidedBy} at={match.decidedAt} />
      </TableCell>
      <TableCell>
        {match.undoable ? (
          <ConfirmButton
            id={`undo-${match.id}`}
            label="Undo"
            question={`${match.buyer.name} has to be decided again. Orders that are in QuickBooks already stay with their customer.`}
            confirm="Undo it"
            variant="destructive"
            loading={work.busyWith?.startsWith(`${match.id} `) === true}
            disabled={work.busyWith !== null}
            act={() => void take("undo", match, null)}
          />
        ) : (
          <Text variant="microcopy">–</Text>
        )}
      </TableCell>
    </TableRow>
  );
}
