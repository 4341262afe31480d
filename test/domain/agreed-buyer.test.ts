import { describe, expect, test } from "vitest";
import { asAgreed } from "../../api/domain/agreed-buyer.ts";
import { changesSincePush } from "../../api/domain/changes.ts";
import type { Sale } from "../../api/domain/sale.ts";
import { exampleSale } from "../store/fixtures.ts";

const frozen = exampleSale("7");
const moved = { street: "9 New Road", street2: null, city: "Springfield", state: "IL", zip: "62704", country: "US" };
const now: Sale = { ...frozen, terms: "Net 60", buyer: { ...frozen.buyer, billing: moved, shipping: moved, taxExempt: true } };
const differs = (agreed: Parameters<typeof asAgreed>[2], sale = now) =>
  changesSincePush(asAgreed(frozen, sale, agreed, "US"), sale).map(({ field }) => field);

describe("a buyer's field that has changed since the push", () => {
  test("is a difference of the deal as long as QuickBooks does not have it", () => {
    expect(differs({})).toEqual(["Payment terms", "Billing address", "Shipping address", "Tax exempt"]);
    expect(differs({ billingAddress: { ...moved, street: "8 New Road" } })).toContain("Billing address");
  });

  test("is none once both systems have agreed on it", () => {
    const agreed = {
      paymentTerms: { terms: "net 60" },
      billingAddress: { ...moved, country: "USA" },
      shippingAddress: {},
      taxStatus: { exempt: "true" },
    };
    expect(differs(agreed)).toEqual([]);
  });

  test("never hides what the deal itself sells", () => {
    const dearer = { ...now, net: now.net + 1n };
    expect(differs({ billingAddress: moved, paymentTerms: { terms: "Net 60" }, taxStatus: { exempt: "true" } }, dearer)).toEqual([
      "Contract value",
    ]);
  });
});
