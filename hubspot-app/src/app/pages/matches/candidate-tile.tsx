import { Button, Flex, Inline, Link, List, StatusTag, Tag, Text, Tile } from "@hubspot/ui-extensions";
import { ConfirmButton } from "tieout-shared/confirm-button.tsx";
import type { Candidate, Match, MatchStep } from "./contract.ts";
import { Differences } from "./differences.tsx";

type Props = { match: Match; candidate: Candidate; busy: boolean; decide: (step: MatchStep) => void };

/** One candidate: how sure, why, what speaks against it, where it differs, and what can be decided. */
export function CandidateTile({ match, candidate, busy, decide }: Props) {
  const isBest = match.candidates[0] === candidate;
  const { customerId, name, url, score, reasons, vetoes, differences, active, parentName } = candidate;
  return (
    <Tile>
      <Flex direction="column" gap="small" align="stretch">
        <Inline gap="small" align="center">
          <Link href={{ url, external: true }}>{name}</Link>
          {score > 0 ? <Tag variant="info">{`${score} points`}</Tag> : null}
          {active ? null : <StatusTag variant="warning">Inactive</StatusTag>}
        </Inline>
        {parentName === null ? null : <Text variant="microcopy">{`A sub-customer of ${parentName}`}</Text>}
        <Points points={reasons} />
        {vetoes.length > 0 ? <Text format={{ fontWeight: "demibold" }}>Against it</Text> : null}
        <Points points={vetoes} />
        <Differences differences={differences} />
        <Flex direction="row" gap="small" wrap>
          <Button
            size="sm"
            variant={isBest ? "primary" : "secondary"}
            disabled={busy}
            testId={`link-${customerId}`}
            onClick={() => decide("link")}
          >
            It is this customer
          </Button>
          <Button size="sm" disabled={busy} testId={`not-${customerId}`} onClick={() => decide("not-the-same")}>
            Not the same
          </Button>
          <ConfirmButton
            id={`reparent-${match.id}-${customerId}`}
            label="Make it a sub-customer"
            question={`${match.buyer.name} is made as a new customer under ${name} when its next deal is pushed.`}
            confirm={`Put it under ${name}`}
            disabled={busy}
            act={() => decide("reparent")}
          />
        </Flex>
      </Flex>
    </Tile>
  );
}

function Points({ points }: { points: string[] }) {
  if (points.length === 0) return null;
  return (
    <List variant="unordered-styled">
      {points.map((point) => (
        <Text key={point}>{point}</Text>
      ))}
    </List>
  );
}
