import { customerMarker } from "../domain/marker.ts";
import type { Finding } from "../domain/finding.ts";
import type { MatchRow } from "../domain/match-decision.ts";
import type { JudgedCandidate } from "../domain/match-score.ts";
import { sayPerson } from "../domain/person.ts";
import type { Buyer, Sale } from "../domain/sale.ts";
import type { ErpCustomer } from "../ports/erp-customer.ts";
import type { Link } from "../ports/links.ts";
import { customerKey, recordIdOf } from "./customer-key.ts";
import { COMPANIES_MERGED } from "./follow-company-merge.ts";
import { findCandidates } from "./find-candidates.ts";
import { judgeCandidates, type Judgement } from "./judge-candidates.ts";
import type { Needs } from "./needs.ts";

/** Which customer a buyer is. `record` is null when it is new or ambiguous. */
export type Recognised = {
  match: "linked" | "found" | "new" | "ambiguous";
  record: ErpCustomer | null;
  reasons: string[];
  /** All that have points, the best first. */
  candidates: (JudgedCandidate & { record: ErpCustomer })[];
  /** A person wants the new customer to be a sub-customer of this one. */
  parentId: string | null;
  /** The name that a new customer gets, where it was seen just now that nobody holds it. */
  freeName: string | null;
};

type Subject = { portalId: number; connectionId: string; sale: Sale };

/**
 * The buyer's customer: linked before, our own by its marker, new because a person says so, surely the same, clearly new, or
 * for a person to decide (RULES §3). Reads only.
 */
export async function recogniseCustomer(needs: Needs, subject: Subject): Promise<Recognised> {
  const { portalId, connectionId, sale } = subject;
  const { link, decision, homeCountry } = await readKnown(needs, subject);
  const linked = link && (await needs.erp(portalId, connectionId).readCustomer(link.externalId));
  if (linked) return known("linked", linked, link.reasons);

  const refused = new Set(decision?.notTheSame);
  const found = await findCandidates(needs, { portalId, connectionId, buyer: sale.buyer, homeCountry });
  const candidates = found.filter(({ id }) => !refused.has(id));
  const ours = candidates.find((candidate) => isOurs(candidate, sale));
  if (ours) return known("found", ours, BY_MARKER);
  if (decision?.state === "new" && decision.how === "chosen") return newByDecision(decision);
  const judgement = await judgeCandidates(needs, { ...subject, homeCountry, candidates, refused });
  // Who holds the name may be the one that was made a moment before, and that the mirror has not heard of.
  const justMade = judgement.among.find((holder) => isOurs(holder, sale));
  return justMade ? known("found", justMade, BY_MARKER) : recognised(judgement, decision);
}

const BY_MARKER = ["it carries our own marker"];

type Known = { link: Link | null; decision: MatchRow | null; homeCountry: string | null };

function readKnown({ store }: Needs, { portalId, connectionId, sale }: Subject): Promise<Known> {
  const key = customerKey(connectionId, sale.buyer, sale.currency);
  return store.inPortal(portalId, async (tx) => ({
    link: await tx.links.find(key),
    decision: await tx.matches.find(key),
    homeCountry: (await tx.connections.read(connectionId))?.company.country ?? null,
  }));
}

const isOurs = ({ markers, currency }: ErpCustomer, sale: Sale) =>
  markers.includes(customerMarker(recordIdOf(sale.buyer))) && currency === sale.currency;

function known(match: Recognised["match"], record: ErpCustomer | null, reasons: string[]): Recognised {
  return { match, record, reasons, candidates: [], parentId: null, freeName: null };
}

function newByDecision({ decidedBy, parentId }: MatchRow): Recognised {
  const who = decidedBy ? sayPerson(decidedBy) : "Finance";
  return { ...known("new", null, [`${who} decided that it is a new customer`]), parentId };
}

function recognised(judgement: Judgement, decision: MatchRow | null): Recognised {
  const records = new Map(judgement.among.map((record) => [record.id, record]));
  const candidates = judgement.candidates.flatMap((judged) => {
    const record = records.get(judged.id);
    return record ? [{ ...judged, record }] : [];
  });
  const { freeName } = judgement;
  const merged = decision?.state === "open" && decision.reasons.includes(COMPANIES_MERGED);
  if (merged) {
    const reasons = [COMPANIES_MERGED, ...(judgement.match === "new" ? [] : judgement.reasons)];
    return { match: "ambiguous", record: null, reasons, candidates, parentId: null, freeName };
  }
  if (judgement.match !== "found") {
    const reasons = judgement.match === "new" ? [] : judgement.reasons;
    return { match: judgement.match, record: null, reasons, candidates, parentId: null, freeName };
  }
  if (decision?.byHand === true) {
    const reasons = ["A person took back the automatic link", ...judgement.reasons];
    return { match: "ambiguous", record: null, reasons, candidates, parentId: null, freeName };
  }
  return { match: "found", record: records.get(judgement.id) ?? null, reasons: judgement.reasons, candidates, parentId: null, freeName };
}

/** What finance has to decide when the buyer cannot be told from the customers there are. */
export function unclearCustomer(buyer: Buyer, reasons: string[]): Finding {
  return {
    code: "customerUnclear",
    level: "error",
    message: `It is not certain which QuickBooks customer ${buyer.name} is. ${reasons.map((reason) => `${reason}. `).join("")}Finance decides.`,
    fixBy: "finance",
    where: { object: buyer.kind, id: buyer.recordId },
  };
}
