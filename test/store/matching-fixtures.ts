import type { MatchRow } from "../../api/domain/match-decision.ts";
import type { ErpCustomer } from "../../api/ports/erp-customer.ts";
import { NOW } from "./fixtures.ts";

/** A customer of which everything is known, unless the test says otherwise. */
export function sampleCustomer(id: string, changes: Partial<ErpCustomer> = {}): ErpCustomer {
  return {
    id,
    name: `Initech ${id} Inc`,
    companyName: null,
    email: `ap@initech${id}.example`,
    phone: "(217) 555-0142",
    currency: "USD",
    active: true,
    parentId: null,
    taxable: true,
    postcode: "62704",
    street: "742 Evergreen Terrace",
    city: "Springfield",
    country: "USA",
    website: null,
    taxId: "12-3456789",
    termsId: null,
    markers: [],
    url: `https://qbo.intuit.com/app/customerdetail?nameId=${id}`,
    ...changes,
  };
}

export function sampleMatch(connectionId: string, changes: Partial<MatchRow> = {}): MatchRow {
  return {
    matchId: "m1",
    connectionId,
    recordId: "company:1",
    currency: "USD",
    state: "open",
    how: null,
    customerId: null,
    parentId: null,
    byHand: false,
    buyer: { name: "Initech Inc", email: null, phone: null, domain: null, address: null, taxId: null },
    deals: [{ id: "7", name: "Initech seats" }],
    candidates: [],
    reasons: ["It is not sure"],
    notTheSame: [],
    decidedBy: null,
    decidedAt: null,
    openedAt: NOW,
    ...changes,
  };
}
