import { buyerKeys } from "../domain/match-customer.ts";
import { AppError } from "../domain/errors.ts";
import type { Buyer } from "../domain/sale.ts";
import type { CustomerChanges, ErpCustomer, NameHolder, UpdateAnswer } from "../ports/erp-customer.ts";
import type { CustomerPage } from "../ports/erp-pages.ts";
import type { QuickBooksClient } from "./client.ts";
import { customerFrom } from "./mapping/customer.ts";
import { customerUpdate } from "./mapping/customer-update.ts";
import { displayName } from "./mapping/customer-payload.ts";
import { linesOf, usableEmail } from "./mapping/plain-text.ts";
import { VendorCustomer, VendorNamed } from "./mapping/vendor-shapes.ts";
import { madeSince } from "./orders.ts";
import { ALSO_INACTIVE, beginsWith, endsWith, quoted } from "./query.ts";
import { idIn, readById, readEach, understood, understoodAll, type Company } from "./records.ts";

/** More customers than this cannot be told apart by a person either. */
const MAX_CANDIDATES = 200;

/** A search that still finds what is gone knows it by then: queries lag, by half a minute at most as far as has been seen. */
const SEARCH_BEHIND_MS = 10_000;

/**
 * A customer by id, inactive too, of which 610 may also tell (facts/quickbooks.md §4.2). Throws unavailable while a search still
 * finds as active what was merged into another or made inactive a moment ago.
 */
export async function readCustomer(company: Company, id: string): Promise<ErpCustomer | null> {
  const customer = (await readById(company.client, "Customer", id, VendorCustomer)) ?? (await readInactive(company, id));
  return customer && customerFrom(customer, await company.reading());
}

async function readInactive(company: Company, id: string): Promise<VendorCustomer | null> {
  const [found] = await search(company, `Id = ${quoted(id)}`);
  if (!found || found.Active === false) return found ?? null;
  throw new AppError("unavailable", `QuickBooks says that customer ${id} is gone, and still finds it. It is asked again.`, {
    code: "searchIsBehind",
    retryAfterMs: SEARCH_BEHIND_MS,
  });
}

/** Changes some of a customer by a sparse update, if it is still at this version (facts/quickbooks.md §3.1). */
export async function updateCustomer(
  company: Company,
  { id, version, changes }: { id: string; version: number; changes: CustomerChanges },
): Promise<UpdateAnswer> {
  const answer = await company.client.update("customer", customerUpdate(id, version, changes));
  if (answer.ok)
    return { updated: true, customer: customerFrom(understood(VendorCustomer, answer.body["Customer"]), await company.reading()) };
  const { reaction, code, message, fixBy } = answer.refusal;
  return reaction === "stale" ? { updated: false, stale: true } : { updated: false, stale: false, code, message, fixBy };
}

/** One page of all customers behind an id, in the order of their ids; inactive too. */
export async function listCustomers(company: Company, { after, rows }: { after: string | null; rows: number }): Promise<CustomerPage> {
  const behind = after === null ? [] : [`Id > ${quoted(after)}`];
  const page = await company.client.queryPage({ from: "Customer", where: [...behind, ALSO_INACTIVE] }, 1, rows);
  const ids = page.map(idIn);
  refuseOtherOrder([after ?? "0", ...ids]);
  const facts = await company.reading();
  const { read, unread } = readEach("customer", page, (row) => customerFrom(understood(VendorCustomer, row), facts));
  return { customers: read, unread, rows: page.length, lastId: ids.at(-1) ?? null };
}

/** No source says how QuickBooks compares ids. In any order but that of numbers a page would skip customers, so none is taken. */
function refuseOtherOrder(ids: readonly string[]): void {
  if (ids.some((id, index) => index > 0 && !(BigInt(id) > BigInt(ids[index - 1] ?? 0))))
    throw new AppError("unavailable", "QuickBooks gave its customers in another order than that of their ids.", {
      code: "customersOutOfOrder",
    });
}

/** Customers of exactly this name or e-mail, those whose names begin alike, and those with an e-mail of the same domain; inactive too, each once. */
export async function findCustomerCandidates(company: Company, buyer: Buyer): Promise<ErpCustomer[]> {
  const rows = await Promise.all(candidateConditions(buyer).map((condition) => search(company, condition, MAX_CANDIDATES)));
  const found = new Map(rows.flat().map((customer) => [customer.Id, customer]));
  const facts = await company.reading();
  return [...found.values()].slice(0, MAX_CANDIDATES).map((customer) => customerFrom(customer, facts));
}

/** The surest first, so that a cap cuts off the least likely. */
function candidateConditions(buyer: Buyer): string[] {
  const { name, email } = buyer;
  const names = [...new Set([displayName(name), name.trim()])].filter((each) => each !== null && each !== "");
  const address = usableEmail(email);
  const beginning = nameBeginning(displayName(name) ?? "");
  return [
    ...names.map((each) => `DisplayName = ${quoted(each ?? "")}`),
    ...(address ? [`PrimaryEmailAddr = ${quoted(address)}`] : []),
    ...(beginning ? [`DisplayName LIKE ${beginsWith(beginning)}`] : []),
    ...buyerKeys(buyer, null).domains.map((domain) => `PrimaryEmailAddr LIKE ${endsWith(domain)}`),
  ];
}

const ARTICLES = new Set(["the", "a", "an"]);

/** The first word that tells something, with an article or a single letter before it: "The Acme", "A B". */
function nameBeginning(name: string): string {
  const [first = "", second] = name.split(" ");
  const tellsNothing = first.length < 2 || ARTICLES.has(first.toLowerCase());
  return tellsNothing && second ? `${first} ${second}` : first.replace(/[.,;]+$/, "");
}

/** Who holds exactly this name among customers, vendors and employees, inactive ones too (facts/quickbooks.md §2.2). */
export async function findNameHolders(client: QuickBooksClient, name: string): Promise<NameHolder[]> {
  const wanted = displayName(name) ?? name;
  const holders = await Promise.all(
    HOLDERS.map(async ({ kind, from }) => {
      const rows = await client.query({ from, where: [`DisplayName = ${quoted(wanted)}`, ALSO_INACTIVE] });
      return understoodAll(VendorNamed, rows).map(({ Id, Active }) => ({ kind, id: Id, active: Active !== false }));
    }),
  );
  return holders.flat();
}

const HOLDERS = [
  { kind: "customer", from: "Customer" },
  { kind: "vendor", from: "Vendor" },
  { kind: "employee", from: "Employee" },
] as const;

/** The customer with the marker in its notes: first by its name, then among all that were made since, since it may have been renamed. */
export async function findCustomerByMarker(
  company: Company,
  { marker, name, since }: { marker: string; name: string; since: Temporal.Instant },
): Promise<ErpCustomer | null> {
  const carries = ({ Notes }: VendorCustomer) => linesOf(Notes).includes(marker);
  const byName = (await search(company, `DisplayName = ${quoted(displayName(name) ?? name)}`)).find(carries);
  const found = byName ?? (await search(company, madeSince(since))).find(carries);
  return found ? customerFrom(found, await company.reading()) : null;
}

async function search({ client }: Company, condition: string, limit?: number): Promise<VendorCustomer[]> {
  return understoodAll(VendorCustomer, await client.query({ from: "Customer", where: [condition, ALSO_INACTIVE] }, limit));
}
