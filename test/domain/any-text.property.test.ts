import fc from "fast-check";
import { expect, test } from "vitest";
import { EMPTY_MAPPING } from "../../api/domain/mapping.ts";
import type { Deal, DealLine } from "../../api/domain/deal.ts";
import { preflight } from "../../api/domain/preflight.ts";
import { saleFromJson, saleToJson } from "../../api/domain/sale-json.ts";
import { DEFAULT_SETTINGS } from "../../api/domain/settings.ts";
import { ADDRESS, onceLine, sampleCompany, sampleContact, sampleDeal, sampleLine } from "./sample-deal.ts";

/** What people, imports and workflows leave in fields. */
const text = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      null,
      "",
      " ",
      "0",
      "1",
      "10",
      "-1",
      "0.0045",
      "33.333333",
      "1e9",
      "1,000",
      "99999999999999999999",
      "NaN",
      "0x1F",
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      "P12M",
      "P0M",
      "P9999Y",
      "P1M1D",
      "2026-12-31",
      "2026-02-30",
      "04/05/2026",
      "04/21/2026",
      "+275760-09-13",
      "9999-12-31",
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "monthly",
      "annually",
      "weekly",
      "__proto__",
      "constructor",
      "USD",
      "EUR",
      "XXX",
      "usd",
      "Net 30",
      "Billing",
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 12 }) },
);

/** A few fields with anything in them; the others stay as the sample has them, so that some deals still pass. */
const someOf = <T extends object>(keys: readonly (keyof T & string)[]) =>
  fc
    .array(fc.tuple(fc.constantFrom(...keys), text), { maxLength: 2 })
    .map((changes) => Object.fromEntries(changes) as Partial<Record<keyof T & string, string | null>> as Partial<T>);

const LINE_FIELDS = [
  "quantity",
  "unitPrice",
  "discountPerUnit",
  "discountPercent",
  "frequency",
  "term",
  "startDate",
  "startDelayDays",
  "startDelayMonths",
  "currency",
  "sku",
] as const;
const DEAL_FIELDS = [
  "paymentTerms",
  "orderDate",
  "contractStart",
  "contractEnd",
  "billingFrequency",
  "discountPercent",
  "discountAmount",
  "poNumber",
] as const;

const anyDeal = fc
  .record({
    lines: fc.array(fc.tuple(fc.boolean(), someOf<DealLine>(LINE_FIELDS)), { maxLength: 4 }),
    head: someOf<Deal>(["amount", "currency", "closedAt"]),
    fields: someOf<Record<(typeof DEAL_FIELDS)[number], string | null>>(DEAL_FIELDS),
    address: someOf<typeof ADDRESS>(["street", "city", "state", "zip", "country"]),
    name: fc.oneof({ weight: 3, arbitrary: fc.constant("Acme Inc") }, { weight: 1, arbitrary: text }),
    hasCompany: fc.boolean(),
  })
  .map(({ lines, head, fields, address, name, hasCompany }) =>
    sampleDeal({
      ...head,
      fields,
      lines: lines.map(([isOnce, changes], i) => ({ ...(isOnce ? onceLine(changes) : sampleLine(changes)), id: `L${i}` })),
      companies: hasCompany ? [sampleCompany({ name, billing: { ...ADDRESS, ...address } })] : [],
      contacts: [sampleContact({ firstName: name, billing: { ...ADDRESS, ...address } })],
    }),
  );

const ITEMS = ["SEAT", "SETUP"].map((sku, i) => ({ id: String(i), name: sku, sku, active: true, taxable: true, unitPrice: null }));

test("whatever stands in the fields is a finding or a sale, never a crash, and what is ready is whole and exact", () => {
  let ready = 0;
  fc.assert(
    fc.property(anyDeal, fc.constantFrom(null, "termed" as const, "monthly" as const), (deal, evergreen) => {
      const result = preflight({
        deal,
        settings: { ...DEFAULT_SETTINGS, evergreen, amountBasis: "manual" },
        timeZone: "America/New_York",
        company: {
          name: "Books",
          country: "US",
          homeCurrency: "USD",
          multiCurrency: true,
          estimatesAllowed: true,
          serviceDatesAllowed: true,
          booksClosedOn: null,
        },
        items: ITEMS,
        terms: [{ id: "3", name: "Net 30", dueDays: 30, active: true }],
        mapping: EMPTY_MAPPING,
      });
      expect(result.findings.every(({ message, code }) => message.length > 0 && code.length > 0)).toBe(true);
      if (result.sale !== null) expect(saleFromJson(JSON.parse(JSON.stringify(saleToJson(result.sale))))).toEqual(result.sale);
      if (!result.ready) {
        expect(result.findings.some(({ level }) => level === "error")).toBe(true);
        return;
      }
      ready++;
      expect(result.lines.reduce((sum, { amount }) => sum + amount, 0n)).toBe(result.sale?.net);
      expect(result.termsId).toBe(result.sale?.terms ? "3" : null);
    }),
    { numRuns: 8_000 },
  );
  expect(ready).toBeGreaterThan(100);
});
