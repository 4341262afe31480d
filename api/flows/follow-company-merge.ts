import type { DealCompany } from "../domain/deal.ts";
import type { MatchCandidate, MatchRow } from "../domain/match-decision.ts";
import type { ErpCustomer } from "../ports/erp-customer.ts";
import type { Job } from "../ports/queue.ts";
import type { Link } from "../ports/links.ts";
import type { PortalTx } from "../ports/store.ts";
import { tell } from "./keep-records.ts";
import { nameCustomers } from "./name-customers.ts";
import type { Needs } from "./needs.ts";
import { newMatch, OF_MERGED, UNDECIDED } from "./open-match.ts";
import { touchDeals } from "./touch-deals.ts";

type Subject = Extract<Job, { name: "follow-company-merge" }>["data"];

/** Why two customers are put before finance. */
export const COMPANIES_MERGED = "Its companies were merged in HubSpot, and each had a customer of its own";

/** HubSpot tells of a company that was merged, or is back: it has the customers of those that became it though no deal leads to it, and its deals are looked at again. */
export async function followCompanyMerge(needs: Needs, subject: Subject): Promise<void> {
  const { portalId, id } = subject;
  const company = await needs.crm(portalId).readCompany(id);
  if (company)
    await needs.store.inPortal(portalId, async (tx) => {
      if (await tx.telling.companyIsBack(company.id)) await tell(tx, { deals: [], companies: [company.id] });
      await followCompany(tx, needs, company);
    });
  await touchDeals(needs, subject);
}

/** One customer goes over, and what finance is asked about who it is; where there are two for one currency, finance says which one it is. */
export async function followCompany(tx: PortalTx, needs: Needs, company: DealCompany): Promise<boolean> {
  const anew = await showAnew(tx, company);
  const to = `company:${company.id}`;
  const from = (company.mergedIds ?? []).map((id) => `company:${id}`);
  for (const recordId of from) await tx.matches.repoint({ from: recordId, to });
  const links: Link[] = [];
  for (const recordId of [to, ...from]) links.push(...(await tx.links.customersOf(recordId)));
  if (links.every(({ recordId }) => recordId === to)) return anew;
  for (const [, same] of Map.groupBy(links, ({ connectionId, currency }) => `${connectionId} ${currency}`)) {
    if (same.length > 1) await askWhich(tx, needs, company, same);
  }
  for (const recordId of from) await tx.links.repoint({ recordType: "customer", from: recordId, to });
  await tell(tx, { deals: [], companies: [company.id] });
  await tx.audit.append({
    by: null,
    what: "company.merged",
    subject: { object: "company", id: company.id },
    details: { mergedIds: company.mergedIds },
  });
  return true;
}

/** The CRM gave the new company what was shown on the old ones: all of that is written again, and what is not so any more cleared. */
async function showAnew(tx: PortalTx, { id, mergedIds = [] }: DealCompany): Promise<boolean> {
  if (await tx.telling.shownOnCompany(id)) return false;
  const names = new Set<string>();
  for (const old of mergedIds) for (const name of Object.keys((await tx.telling.shownOnCompany(old))?.shown ?? {})) names.add(name);
  if (names.size === 0) return false;
  await tx.telling.saveShownOnCompany(id, Object.fromEntries([...names].map((name) => [name, ""])));
  await tell(tx, { deals: [], companies: [id] });
  return true;
}

/** The links end, since one of them is wrong and only a person can tell which. */
async function askWhich(tx: PortalTx, { clock }: Needs, company: DealCompany, links: Link[]): Promise<void> {
  const [first] = links;
  if (!first) return;
  for (const link of links) await tx.links.remove(link);
  const key = { connectionId: first.connectionId, recordId: `company:${company.id}`, currency: first.currency };
  const known = await tx.matches.find({ ...key, recordType: "customer" });
  const match = known ?? newMatch(key, buyerShown(company), clock.now());
  const candidates = await candidatesOf(tx, company, key.connectionId, links);
  await tx.matches.save({ ...match, ...UNDECIDED, byHand: true, candidates, reasons: [COMPANIES_MERGED], openedAt: clock.now() });
}

/** The customers that the old companies had, as the mirror knows them. */
async function candidatesOf(tx: PortalTx, company: DealCompany, connectionId: string, links: Link[]): Promise<MatchCandidate[]> {
  const ids = links.map(({ externalId }) => externalId);
  const known = await tx.mirroredCustomers.read(connectionId, ids);
  const parents = await tx.mirroredCustomers.read(
    connectionId,
    [...known.values()].flatMap(({ parentId }) => parentId ?? []),
  );
  return (await nameCustomers(tx, links)).map(({ id, name, url }) => ({
    customerId: id,
    name,
    url,
    score: 0,
    reasons: [OF_MERGED],
    vetoes: [],
    differences: name === company.name ? [] : [{ field: "name", here: company.name, there: name }],
    active: known.get(id)?.active ?? true,
    parentName: parentOf(known.get(id), parents),
  }));
}

const parentOf = (customer: ErpCustomer | undefined, parents: ReadonlyMap<string, ErpCustomer>): string | null =>
  customer?.parentId ? (parents.get(customer.parentId)?.name ?? customer.parentId) : null;

function buyerShown({ name, billingEmail, phone, domain, taxId }: DealCompany): MatchRow["buyer"] {
  return { name: name ?? "", email: billingEmail, phone, domain, address: null, taxId: taxId.value };
}
