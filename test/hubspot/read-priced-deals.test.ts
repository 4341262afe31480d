import { expect, test } from "vitest";
import { DEFAULT_FIELD_MAPPING } from "../../api/hubspot/field-mapping.ts";
import { readPricedDeals } from "../../api/hubspot/read-priced-deals.ts";
import { scriptHubSpot } from "./scripted-hubspot.ts";

type Inputs = { inputs: { id: string }[] };
const GONE = "7";
const UNREADABLE_LINE = "11-b";

/** Every deal has two lines, but for every tenth, which has none. */
const linesOf = (dealId: string) => (Number(dealId) % 10 === 0 ? [] : [`${dealId}-a`, `${dealId}-b`]);

function hubspot() {
  return scriptHubSpot({
    "POST /crm/objects/2026-09/deals/batch/read": ({ body }) => ({
      body: {
        results: (body as Inputs).inputs
          .filter(({ id }) => id !== GONE)
          .map(({ id }) => ({ id, properties: { amount: id, deal_currency_code: "USD", tieout_discount_percent: "5" } })),
      },
    }),
    "POST /crm/associations/2026-09/deals/line_items/batch/read": ({ body }) => ({
      body: {
        results: (body as Inputs).inputs
          .map(({ id }) => ({ from: { id }, to: linesOf(id).map((toObjectId) => ({ toObjectId, associationTypes: [] })) }))
          .filter(({ to }) => to.length > 0)
          .map((result) => ({ ...result, ...(result.from.id === "12" && { paging: { next: { after: "500" } } }) })),
        errors: [{ category: "OBJECT_NOT_FOUND", subCategory: "crm.associations.NO_ASSOCIATIONS_FOUND" }],
      },
    }),
    "POST /crm/objects/2026-09/line_items/batch/read": ({ body }) => ({
      body: {
        results: (body as Inputs).inputs.filter(({ id }) => id !== UNREADABLE_LINE).map(({ id }) => ({ id, properties: { price: "1" } })),
      },
    }),
  });
}

test("two hundred deals with their lines are a handful of calls", async () => {
  const { call, requests } = hubspot();
  const ids = Array.from({ length: 200 }, (_, n) => String(n + 1));
  const deals = await readPricedDeals(call, ids, DEFAULT_FIELD_MAPPING);
  expect(requests).toHaveLength(2 + 2 + 4);
  expect(deals[0]).toMatchObject({ id: "1", amount: "1", currency: "USD", fields: { discountPercent: { value: "5" } } });
  expect(deals[0]?.lines.map(({ unitPrice }) => unitPrice)).toEqual(["1", "1"]);
});

test("a deal that is gone, has no lines, too many, or one that cannot be read is left out", async () => {
  const deals = await readPricedDeals(hubspot().call, ["7", "8", "9", "10", "11", "12", "13"], DEFAULT_FIELD_MAPPING);
  expect(deals.map(({ id }) => id)).toEqual(["8", "9", "13"]);
});
