import { expect, test } from "vitest";
import { judgeCandidates } from "../../api/flows/judge-candidates.ts";
import type { Needs } from "../../api/flows/needs.ts";
import type { Link } from "../../api/ports/links.ts";
import type { PortalTx } from "../../api/ports/store.ts";
import { exampleSale } from "../store/fixtures.ts";
import { sampleCustomer } from "../store/matching-fixtures.ts";

const sale = exampleSale("7");
const { recordId, name, email, domain } = sale.buyer;
/** The customer that the buyer surely is, as far as names and addresses tell. */
const twin = sampleCustomer("71", { name, email, website: domain, taxId: null, country: null });

/** How the buyer's twin is judged when this record is linked to it. */
async function judged(linkedTo: string | null) {
  const links = { findByExternal: async () => (linkedTo === null ? null : ({ recordId: linkedTo } as Link)) };
  const store = { inPortal: (_id: number, work: (tx: PortalTx) => unknown) => work({ links } as unknown as PortalTx) };
  const crm = () => ({ findCompanies: async () => [{ id: recordId }] });
  const needs = { store, crm } as unknown as Needs;
  return judgeCandidates(needs, { portalId: 1, connectionId: "c1", sale, homeCountry: "US", candidates: [twin], refused: new Set() });
}

test("a customer that is surely the buyer is found, also where the buyer is linked to it in another currency", async () => {
  expect(await judged(null)).toMatchObject({ match: "found", id: "71" });
  expect(await judged(`company:${recordId}`)).toMatchObject({ match: "found", id: "71" });
});

test("a customer that belongs to another buyer is not taken for this one, however much it looks like it", async () => {
  expect(await judged("company:another")).toMatchObject({ match: "ambiguous" });
});
