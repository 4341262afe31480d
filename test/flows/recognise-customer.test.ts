import { expect, test } from "vitest";
import type { MatchRow } from "../../api/domain/match-decision.ts";
import { COMPANIES_MERGED } from "../../api/flows/follow-company-merge.ts";
import type { Needs } from "../../api/flows/needs.ts";
import { recogniseCustomer } from "../../api/flows/recognise-customer.ts";
import type { ErpCustomer } from "../../api/ports/erp-customer.ts";
import type { Erp } from "../../api/ports/erp.ts";
import type { PortalTx } from "../../api/ports/store.ts";
import { company, exampleSale, NOW } from "../store/fixtures.ts";
import { sampleCustomer, sampleMatch } from "../store/matching-fixtures.ts";

const sale = exampleSale("7");
const ours = { name: "Renamed since", markers: [`HS-company-${sale.buyer.recordId}`], email: null, phone: null, postcode: null };

/** Which of the mirrored customers the buyer is, none of which is linked; nobody holds its name. */
function recognised({ customers = [], decision = null }: { customers?: ErpCustomer[]; decision?: MatchRow | null }) {
  const tx = {
    links: { find: async () => null, findByExternal: async () => null },
    matches: { find: async () => decision },
    connections: { read: async () => ({ company }) },
    mirroredCustomers: { readFill: async () => ({ filledAt: NOW }), find: async () => customers },
  } as unknown as PortalTx;
  const store = { inPortal: (_id: number, work: (tx: PortalTx) => unknown) => work(tx) };
  const erp = { readCompany: async () => company, findNameHolders: async () => [] } as Partial<Erp>;
  return recogniseCustomer({ store, erp: () => erp } as unknown as Needs, { portalId: 1, connectionId: "c1", sale });
}

test("a customer with our marker is the buyer's, whatever it is called by now", async () => {
  const known = sampleCustomer("71", ours);
  expect(await recognised({ customers: [known] })).toMatchObject({ match: "found", record: { id: "71" } });
});

test("a customer with our marker that is billed in another currency is not the buyer's for this sale", async () => {
  const twin = sampleCustomer("72", { ...ours, currency: "EUR" });
  expect(await recognised({ customers: [twin] })).toMatchObject({ match: "new", record: null });
});

test("a company that was merged from two with a customer each is no new customer, even where neither looks like it", async () => {
  expect(await recognised({})).toMatchObject({ match: "new" });
  const decision = sampleMatch("c1", { byHand: true, reasons: [COMPANIES_MERGED] });
  expect(await recognised({ decision })).toMatchObject({ match: "ambiguous", reasons: [COMPANIES_MERGED] });
});
