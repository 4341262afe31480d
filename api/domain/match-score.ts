import type { CustomerFacts } from "./erp-facts.ts";
import type { MatchKeys } from "./match-keys.ts";
import { compareNames } from "./match-names.ts";
import { electronicSignal, placeSignal, taxIdSignal } from "./match-signals.ts";

/** One customer as judged: points, what they are for, and what forbids taking it without a person's word. */
export type JudgedCandidate = {
  id: string;
  score: number;
  /** How many of the four groups have points. */
  groups: number;
  reasons: string[];
  vetoes: string[];
};

/** A candidate with its keys, and what is known of it beside them. */
export type Candidate = { facts: CustomerFacts; keys: MatchKeys; linkedToAnother: boolean };
/** The buyer's keys; `inGroup`: its company has a parent or a child. */
type Here = { keys: MatchKeys; inGroup: boolean; sharedDomains: ReadonlySet<string> };

/** The points of RULES §3: groups add, within a group the best counts. */
export function scoreCandidate({ keys: here, inGroup, sharedDomains }: Here, candidate: Candidate): JudgedCandidate {
  const there = candidate.keys;
  const name = compareNames(here.names, there.names);
  const groups = [
    taxIdSignal(here, there),
    electronicSignal(here, there, sharedDomains),
    { points: name.points, reasons: name.reason === null ? [] : [`${name.reason}: ${candidate.facts.name}`] },
    placeSignal(here, there),
  ];
  return {
    id: candidate.facts.id,
    score: groups.reduce((sum, { points }) => sum + points, 0),
    groups: groups.filter(({ points }) => points > 0).length,
    reasons: groups.flatMap(({ reasons }) => reasons),
    vetoes: [...name.vetoes, ...vetoesOf(here, candidate), ...(inGroup ? ["The company has a parent or child company in HubSpot"] : [])],
  };
}

function vetoesOf(here: MatchKeys, { facts, keys: there, linkedToAnother }: Candidate): string[] {
  return [
    here.taxId !== null && there.taxId !== null && here.taxId !== there.taxId && "Different tax ids",
    here.country !== null && there.country !== null && here.country !== there.country && `It is in another country: ${facts.country}`,
    linkedToAnother && "It is linked to another company already",
    facts.parentId !== null && "It is a sub-customer",
    !facts.active && "It is inactive",
  ].filter((veto) => veto !== false);
}
