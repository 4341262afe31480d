import { buyerKeys, matchCustomer, type CustomerMatch, type MatchContext } from "../domain/match-customer.ts";
import type { Sale } from "../domain/sale.ts";
import type { ErpCustomer } from "../ports/erp-customer.ts";
import { recordIdOf } from "./customer-key.ts";
import { whoHoldsName } from "./free-customer-name.ts";
import type { Needs } from "./needs.ts";

/** What the candidates come to; `among` are those that were judged, `freeName` is the name that nobody holds, where one was looked for. */
export type Judgement = CustomerMatch & { among: ErpCustomer[]; freeName: string | null };

type Subject = {
  portalId: number;
  connectionId: string;
  sale: Sale;
  homeCountry: string | null;
  candidates: ErpCustomer[];
  /** Of these a person said that they are not this buyer. */
  refused: ReadonlySet<string>;
};

/** The points and what else RULES §3 wants to be known: whose the domain is, and whether the name is free. */
export async function judgeCandidates(needs: Needs, subject: Subject): Promise<Judgement> {
  const match = await matchAmong(needs, subject, subject.candidates);
  if (match.match !== "new") return { ...match, among: subject.candidates, freeName: null };

  const holders = await whoHoldsName(needs, subject);
  const { freeName } = holders;
  const unseen = holders.customers.filter(({ id }) => subject.candidates.every((each) => each.id !== id));
  const among = [...subject.candidates, ...unseen];
  // The mirror lags: who holds the name is judged like the others.
  const again = unseen.length > 0 ? await matchAmong(needs, subject, among) : match;
  if (again.match === "new" && holders.reasons.length > 0)
    return { ...again, match: "ambiguous", reasons: holders.reasons, among, freeName };
  return { ...again, among, freeName };
}

async function matchAmong(needs: Needs, subject: Subject, candidates: ErpCustomer[]): Promise<CustomerMatch> {
  const { sale, homeCountry } = subject;
  const context: MatchContext = {
    currency: sale.currency,
    homeCountry,
    linkedToOthers: await linkedToOthers(needs, subject, candidates),
    sharedDomains: new Set(),
  };
  const match = matchCustomer(sale.buyer, candidates, context);
  const { domains } = buyerKeys(sale.buyer, homeCountry);
  const without = matchCustomer(sale.buyer, candidates, { ...context, sharedDomains: new Set(domains) });
  if (match.match !== "found" || without.match === "found") return match;
  // A link rests on the domain: only now HubSpot is asked whether it is this company's alone.
  const sharedDomains = new Set(await domainsOfSeveral(needs, subject.portalId, domains));
  return matchCustomer(sale.buyer, candidates, { ...context, sharedDomains });
}

async function domainsOfSeveral(needs: Needs, portalId: number, domains: string[]): Promise<string[]> {
  const shared: string[] = [];
  for (const domain of domains) {
    if ((await needs.crm(portalId).findCompanies({ domain })).length > 1) shared.push(domain);
  }
  return shared;
}

function linkedToOthers(needs: Needs, { portalId, connectionId, sale }: Subject, candidates: ErpCustomer[]): Promise<Set<string>> {
  return needs.store.inPortal(portalId, async (tx) => {
    const linked = new Set<string>();
    for (const { id } of candidates) {
      const link = await tx.links.findByExternal(connectionId, "customer", id);
      if (link && link.recordId !== recordIdOf(sale.buyer)) linked.add(id);
    }
    return linked;
  });
}
