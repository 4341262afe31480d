import { TableCell, TableRow, Text } from "@hubspot/ui-extensions";
import { HeadedTable } from "tieout-shared/headed-table.tsx";
import { counted } from "tieout-shared/words.ts";
import { PanelButton } from "../desk/panel-button.tsx";
import { DealLinks } from "../desk/record-link.tsx";
import { BuyerName } from "./buyer-name.tsx";
import type { Match } from "./contract.ts";
import { MatchPanel } from "./match-panel.tsx";
import type { Matches } from "./use-matches.ts";
import { bestWords } from "./words.ts";

/** One row for each buyer; its candidates are compared in a panel. */
export function OpenMatches({ rows, matches }: { rows: Match[]; matches: Matches }) {
  return (
    <HeadedTable heads={["In HubSpot", "Deals", "Best candidate in QuickBooks", "Why it is not certain", "Decide"]}>
      {rows.map((match) => (
        <OpenRow key={match.id} match={match} matches={matches} />
      ))}
    </HeadedTable>
  );
}

function OpenRow({ match, matches }: { match: Match; matches: Matches }) {
  const panelId = `match-${match.id}`;
  return (
    <TableRow>
      <TableCell>
        <BuyerName match={match} />
      </TableCell>
      <TableCell>
        <DealLinks deals={match.deals} />
      </TableCell>
      <TableCell>
        <Text>{bestWords(match)}</Text>
        {match.candidates.length > 1 ? <Text variant="microcopy">{`of ${counted(match.candidates.length, "candidate")}`}</Text> : null}
      </TableCell>
      <TableCell>
        {match.reasons.map((reason) => (
          <Text key={reason} variant="microcopy">
            {reason}
          </Text>
        ))}
      </TableCell>
      <TableCell>
        <PanelButton id={panelId} label="Compare" title={match.buyer.name} variant="primary" width="lg">
          {() => <MatchPanel panelId={panelId} match={match} matches={matches} />}
        </PanelButton>
      </TableCell>
    </TableRow>
  );
}
