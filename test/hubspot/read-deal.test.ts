import { describe, expect, test } from "vitest";
import { hubspotWith, PLAIN, type Linked, type Properties } from "./hubspot-with-deal.ts";
import type { Scripted } from "./scripted-hubspot.ts";

const LINE: Linked = { id: 1, properties: { name: "a" } };
const company = (id: number, properties: Properties = {}, types?: Linked["types"]): Linked => ({ id, properties, ...(types && { types }) });

describe("reading a deal", () => {
  test("keeps decimals, dates and terms as HubSpot's text and says which property each came from", async () => {
    const { read, requests } = hubspotWith({
      deal: {
        dealname: "Acme annual",
        amount: "120000.00",
        deal_currency_code: "USD",
        closedate: "2026-11-20T23:30:00Z",
        hubspot_owner_id: "77",
        tieout_payment_terms: "Net 30",
        tieout_order_date: "04/21/2026",
        tieout_po_number: "",
      },
    });
    const deal = await read();
    expect(deal).toMatchObject({
      id: "904",
      name: "Acme annual",
      pipelineId: "default",
      stage: { id: "won", won: true, closed: true },
      amount: "120000.00",
      currency: "USD",
      closedAt: "2026-11-20T23:30:00Z",
      ownerId: "77",
      lines: [],
      companies: [],
      contacts: [],
      acceptedQuote: null,
      adjustments: [],
      archived: false,
    });
    expect(deal.fields.paymentTerms).toEqual({ property: "tieout_payment_terms", value: "Net 30" });
    expect(deal.fields.orderDate.value).toBe("04/21/2026");
    expect(deal.fields.poNumber).toEqual({ property: "tieout_po_number", value: null });
    expect(deal.fields.billingPlan).toEqual({ property: "tieout_billing_plan", value: null });
    expect(requests[0]?.query?.["properties"]).toContain("tieout_billing_plan");
  });

  test("gives lines in the order people see them, whatever order HubSpot answers in", async () => {
    const line = (id: number, position: string | null, properties: Properties = {}): Linked => ({
      id,
      properties: { name: `line ${id}`, hs_position_on_quote: position, ...properties },
    });
    const seats = { quantity: "50", price: "0.0045", hs_product_id: "p1", hs_sku: "SEAT", recurringbillingfrequency: "monthly" };
    const term = {
      hs_recurring_billing_period: "P12M",
      hs_discount_percentage: "10",
      discount: "",
      hs_recurring_billing_start_date: "2026-12-01",
    };
    const { read } = hubspotWith({ lines: [line(9, null), line(11, "1"), line(10, "0", { ...seats, ...term }), line(8, null)] });
    const { lines } = await read();
    expect(lines.map(({ id }) => id)).toEqual(["10", "11", "8", "9"]);
    expect(lines[0]).toEqual({
      id: "10",
      productId: "p1",
      sku: "SEAT",
      name: "line 10",
      description: null,
      quantity: "50",
      unitPrice: "0.0045",
      discountPerUnit: null,
      discountPercent: "10",
      frequency: "monthly",
      term: "P12M",
      startDate: "2026-12-01",
      startDelayDays: null,
      startDelayMonths: null,
      currency: null,
    });
  });

  test("takes a line once that HubSpot names twice, as it does for each kind of association", async () => {
    const { read } = hubspotWith({ lines: [LINE, LINE] });
    expect((await read()).lines.map(({ id }) => id)).toEqual(["1"]);
  });

  test("knows the primary company and the labels", async () => {
    const { read } = hubspotWith({
      companies: [
        company(1, {}, [...PLAIN, { category: "USER_DEFINED", typeId: 5, label: "Billing" }]),
        company(2, {}, [...PLAIN, { category: "HUBSPOT_DEFINED", typeId: 5, label: "Primary" }]),
      ],
    });
    const { companies } = await read();
    expect(companies.map(({ id, primary, labels }) => ({ id, primary, labels }))).toEqual([
      { id: "1", primary: false, labels: ["Billing"] },
      { id: "2", primary: true, labels: ["Primary"] },
    ]);
  });

  test("asks for labels only where they choose between several", async () => {
    const one = hubspotWith({ lines: [LINE, { ...LINE, id: 2 }], companies: [company(1)], contacts: [{ id: 5, properties: {} }] });
    await one.read();
    expect(one.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /crm/objects/2026-09/deals/904",
      "GET /crm/pipelines/2026-09/deals",
      "POST /crm/objects/2026-09/line_items/batch/read",
      "POST /crm/objects/2026-09/companies/batch/read",
      "POST /crm/objects/2026-09/contacts/batch/read",
    ]);
    const two = hubspotWith({ companies: [company(1), company(2)] });
    await two.read();
    expect(two.requests.map(({ path }) => path)).toContain("/crm/associations/2026-09/deals/companies/batch/read");
  });

  test("takes an address whole: our billing properties when there is any, else the company's own", async () => {
    const own = { address: "1 Main St", address2: "Suite 2", city: "Austin", state: "TX", zip: "78701", country: "US" };
    const { read } = hubspotWith({ companies: [company(1, own), company(2, { ...own, tieout_billing_street: "9 Bill St" })] });
    const { companies } = await read();
    expect(companies[0]?.billing).toEqual({
      street: "1 Main St",
      street2: "Suite 2",
      city: "Austin",
      state: "TX",
      zip: "78701",
      country: "US",
    });
    expect(companies[1]?.billing).toEqual({ street: "9 Bill St", street2: null, city: null, state: null, zip: null, country: null });
    expect(companies[0]?.shipping).toEqual({ street: null, street2: null, city: null, state: null, zip: null, country: null });
  });

  test("reads tax, terms and billing e-mail of a company and the person of a contact", async () => {
    const { read } = hubspotWith({
      companies: [
        company(1, {
          name: "Acme",
          tieout_tax_exempt: "true",
          tieout_tax_id: "12-345",
          tieout_billing_email: "ap@acme.test",
          tieout_payment_terms: " ",
        }),
      ],
      contacts: [{ id: "5", properties: { firstname: "Ada", lastname: "L", email: "ada@acme.test", city: "Austin" } }],
    });
    const { companies, contacts } = await read();
    expect(companies[0]).toMatchObject({
      taxExempt: true,
      taxId: { property: "tieout_tax_id", value: "12-345" },
      billingEmail: "ap@acme.test",
    });
    expect(companies[0]?.paymentTerms).toEqual({ property: "tieout_payment_terms", value: null });
    expect(contacts[0]).toMatchObject({ id: "5", firstName: "Ada", email: "ada@acme.test", billing: { city: "Austin", street2: null } });
  });

  test("takes the newest quote that the buyer accepted, with its lines, and no other", async () => {
    const quote = (id: string, made: string, properties: Properties): Linked => ({
      id,
      properties: { hs_title: `Quote ${id}`, hs_createdate: made, ...properties },
    });
    const line = (id: string): Linked => ({ id, properties: { name: `line ${id}`, quantity: "1", price: "5" } });
    const { read } = hubspotWith({
      lines: [line("1")],
      quotes: [
        quote("71", "2026-11-01T10:00:00Z", { hs_sign_status: "ESIGN_COMPLETED" }),
        quote("72", "2026-11-03T10:00:00Z", { hs_sign_status: "MANUALLY_SIGNED" }),
        quote("73", "2026-11-02T10:00:00Z", { hs_quote_status: "ACCEPTED" }),
        quote("74", "2026-11-04T10:00:00Z", { hs_status: "APPROVAL_NOT_NEEDED", hs_sign_status: "ESIGN_PENDING" }),
      ],
      quoteLines: { "72": [line("9"), line("8")], "74": [line("7")] },
    }); // prettier-ignore
    const { lines, acceptedQuote } = await read();
    expect([lines.map(({ id }) => id), acceptedQuote?.id, acceptedQuote?.title]).toEqual([["1"], "72", "Quote 72"]);
    expect(acceptedQuote?.lines.map(({ id }) => id)).toEqual(["8", "9"]);
    const unsigned = hubspotWith({ quotes: [quote("74", "2026-11-04T10:00:00Z", { hs_status: "APPROVED" })] });
    expect((await unsigned.read()).acceptedQuote).toBeNull();
  });

  test("names the discounts, fees and taxes that stand beside the lines", async () => {
    const { read } = hubspotWith({
      adjustments: {
        discounts: [{ id: "1", properties: { hs_label: "Loyalty", hs_type: "PERCENT", hs_value: "5" } }],
        fees: [{ id: "1", properties: { hs_label: "Shipping", hs_type: "FIXED", hs_value: "40" } }],
        taxes: [{ id: "3", properties: { hs_type: "PERCENT", hs_value: "19" } }],
      },
    });
    expect((await read()).adjustments).toEqual([
      { id: "1", kind: "discount", label: "Loyalty", value: "5", inPercent: true },
      { id: "1", kind: "fee", label: "Shipping", value: "40", inPercent: false },
      { id: "3", kind: "tax", label: null, value: "19", inPercent: true },
    ]);
  });

  test("follows every page of associations and reads records a hundred at a time", async () => {
    const lines = Array.from({ length: 130 }, (_, index): Linked => ({ id: index + 1, properties: { name: "x" } }));
    const page = (from: number, to: number, after?: string): Scripted => ({
      body: {
        results: [
          {
            from: { id: "904" },
            to: lines.slice(from, to).map(({ id }) => ({ toObjectId: id, associationTypes: PLAIN })),
            ...(after && { paging: { next: { after } } }),
          },
        ],
      },
    });
    const { read, requests } = hubspotWith({
      lines,
      overrides: {
        "POST /crm/associations/2026-09/deals/line_items/batch/read": ({ body }) =>
          (body as { inputs: { after?: string }[] }).inputs[0]?.after === "p2" ? page(60, 130) : page(0, 60, "p2"),
      },
    });
    expect((await read()).lines).toHaveLength(130);
    const batches = requests.filter(({ path }) => path === "/crm/objects/2026-09/line_items/batch/read");
    expect(batches.map(({ body }) => (body as { inputs: object[] }).inputs.length)).toEqual([100, 30]);
  });
});
