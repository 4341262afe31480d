import {
  Button,
  DescriptionList,
  DescriptionListItem,
  Flex,
  Heading,
  PanelBody,
  PanelFooter,
  PanelSection,
  Text,
  useExtensionActions,
} from "@hubspot/ui-extensions";
import { ConfirmButton } from "tieout-shared/confirm-button.tsx";
import { NoticeAlert } from "tieout-shared/notice-alert.tsx";
import { CandidateTile } from "./candidate-tile.tsx";
import type { Candidate, Match, MatchStep } from "./contract.ts";
import type { Matches } from "./use-matches.ts";
import { buyerFacts } from "./words.ts";

type Props = { panelId: string; match: Match; matches: Matches };

/** A buyer beside its candidates. It closes before the buyer is decided, as its row may go; ruling one candidate out leaves the others. */
export function MatchPanel({ panelId, match, matches }: Props) {
  const { closeOverlay } = useExtensionActions<"pages">();
  const { work, take } = matches;
  const decide = (step: MatchStep, candidate: Candidate | null) => {
    if (step !== "not-the-same") closeOverlay(panelId);
    void take(step, match, candidate);
  };
  return (
    <>
      <PanelBody>
        <PanelSection>
          <Flex direction="column" gap="medium" align="stretch">
            <NoticeAlert notice={work.notice} />
            <DescriptionList direction="row">
              {buyerFacts(match).map(({ label, value }) => (
                <DescriptionListItem key={label} label={label}>
                  {value}
                </DescriptionListItem>
              ))}
            </DescriptionList>
            <Heading>{match.candidates.length > 0 ? "Who it may be in QuickBooks" : "No customer like it is in QuickBooks"}</Heading>
            {match.reasons.map((reason) => (
              <Text key={reason}>{reason}</Text>
            ))}
            {match.candidates.map((candidate) => (
              <CandidateTile
                key={candidate.customerId}
                match={match}
                candidate={candidate}
                busy={work.busyWith !== null}
                decide={(step) => decide(step, candidate)}
              />
            ))}
            {match.candidates.length > 0 ? (
              <Text variant="microcopy">A customer that is in QuickBooks already keeps its invoices and its balance.</Text>
            ) : null}
          </Flex>
        </PanelSection>
      </PanelBody>
      <PanelFooter>
        <ConfirmButton
          id={`new-${match.id}`}
          label="It is a new customer"
          question={`${match.buyer.name} is made as a new customer in QuickBooks when its next deal is pushed.`}
          confirm="Make a new customer"
          disabled={work.busyWith !== null}
          act={() => decide("new", null)}
        />
        <Button onClick={() => closeOverlay(panelId)}>Back</Button>
      </PanelFooter>
    </>
  );
}
