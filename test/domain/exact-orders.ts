import fc from "fast-check";
import assert from "node:assert/strict";
import { mapLines } from "../../api/domain/map-lines.ts";
import type { OrderLine, ProductMapping } from "../../api/domain/sale.ts";
import { saleFromDeal } from "../../api/domain/sale-from-deal.ts";
import { sampleDeal, sampleLine, sampleRules } from "./sample-deal.ts";

/**
 * An oracle that shares nothing with the code under test: fractions of bigints, rounded once per line, and header discounts
 * and shares split by the cumulative rule, written down a second time from the rule's text.
 */
type Fraction = { n: bigint; d: bigint };
export const fraction = (text: string): Fraction => {
  const [whole = "", decimals = ""] = text.split(".");
  return { n: BigInt(whole + decimals), d: 10n ** BigInt(decimals.length) };
};
export const times = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.n, d: a.d * b.d });
const minus = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.d - b.n * a.d, d: a.d * b.d });
export const rounded = ({ n, d }: Fraction): bigint => (n < 0n ? -rounded({ n: -n, d }) : (n * 2n + d) / (d * 2n));
const total = (amounts: readonly bigint[]) => amounts.reduce((a, b) => a + b, 0n);

function split(amount: bigint, weights: readonly bigint[]): bigint[] {
  const all = total(weights);
  const upTo = (k: number) => (all === 0n ? 0n : rounded({ n: amount * total(weights.slice(0, k)), d: all }));
  return weights.map((_, k) => upTo(k + 1) - upTo(k));
}

/** Eight currencies with no, two and three decimals. */
const DECIMALS: Record<string, number> = { USD: 2, EUR: 2, GBP: 2, JPY: 0, KRW: 0, CLP: 0, KWD: 3, BHD: 3 };

/** Decimal text from 0 with up to so many decimals. */
export const decimal = (max: number, decimals: number) =>
  fc.tuple(fc.integer({ min: 0, max }), fc.integer({ min: 0, max: decimals }), fc.nat()).map(([whole, places, tail]) => {
    const fractionText = String(tail).padStart(places, "0").slice(0, places);
    return places === 0 ? String(whole) : `${whole}.${fractionText}`;
  });

const discount = fc.oneof(
  fc.constant({}),
  decimal(99, 6).map((discountPercent) => ({ discountPercent })),
  fc.constantFrom("0.5", "0.25", "0.01", "0.0001", "0.000001", "1").map((discountPerUnit) => ({ discountPerUnit })),
);
const recurring = fc.constantFrom(
  { frequency: null, term: null, periods: 1n },
  { frequency: "monthly", term: "P12M", periods: 12n },
  { frequency: "monthly", term: "P7M", periods: 7n },
  { frequency: "quarterly", term: "P3Y", periods: 12n },
  { frequency: "annually", term: "P36M", periods: 3n },
  { frequency: "weekly", term: "P52W", periods: 52n },
  { frequency: "biweekly", term: "P28D", periods: 2n },
  { frequency: "per_six_months", term: "P18M", periods: 3n },
);
const soldLine = fc.record({
  quantity: decimal(500, 6).filter((text) => !/^[0.]+$/.test(text)),
  // never below one, so that a discount per unit is never more than the price
  unitPrice: decimal(20_000, 6).map((text) => text.replace(/^0(?=\.|$)/, "1")),
  discount,
  recurring,
  shares: fc.constantFrom(
    ["1"],
    ["0.5", "0.5"],
    ["0.7", "0.3"],
    ["0.333333", "0.333333", "0.333334"],
    ["0", "1"],
    ["0.0001", "0.9999"],
    ["0.2", "0.3", "0.5"],
  ),
  factor: fc.constantFrom("1", "2", "0.5", "12", "0.1"),
});
const header = fc.oneof(
  fc.constant({}),
  decimal(100, 6)
    .filter((text) => Number(text) <= 100)
    .map((discountPercent) => ({ discountPercent })),
  fc.constantFrom("1", "3", "7").map((discountAmount) => ({ discountAmount })),
);
type Sold = typeof soldLine extends fc.Arbitrary<infer T> ? T : never;
type Header = { discountPercent?: string; discountAmount?: string };

/** What each line must come to, in minor units, after every discount. */
function expectedLines(lines: readonly Sold[], { discountPercent, discountAmount }: Header, decimals: number): bigint[] {
  const unit = { n: 10n ** BigInt(decimals), d: 1n };
  const before = lines.map(({ quantity, unitPrice, discount: own, recurring: { periods } }) => {
    const list = fraction(unitPrice);
    const { discountPercent: percent, discountPerUnit: perUnit } = own as { discountPercent?: string; discountPerUnit?: string };
    const net = perUnit
      ? minus(list, fraction(perUnit))
      : times(list, minus({ n: 1n, d: 1n }, times(fraction(percent ?? "0"), { n: 1n, d: 100n })));
    return rounded(times(times(times(fraction(quantity), net), { n: periods, d: 1n }), unit));
  });
  const sum = total(before);
  const taken = discountAmount ? BigInt(discountAmount) * unit.n : rounded(times({ n: sum, d: 100n }, fraction(discountPercent ?? "0")));
  if (taken > sum) return [];
  const shares = split(taken, before);
  return before.map((amount, i) => amount - (shares[i] ?? 0n));
}

/** Quantity × unit price is the amount, with no rounding anywhere. */
function isExact(line: Pick<OrderLine, "quantity" | "unitPrice" | "amount">, decimals: number): boolean {
  const sign = line.unitPrice.startsWith("-") ? -1n : 1n;
  const { n, d } = times(fraction(line.quantity), fraction(line.unitPrice.replace("-", "")));
  return sign * n * 10n ** BigInt(decimals) === line.amount * d;
}

/**
 * Fails with a smallest counterexample unless so many random deals become what the oracle says: every line, the discount, the
 * net and every item of the order to the unit, and each line's quantity × unit price its amount. Answers how many orders there were.
 */
export function assertExactOrders(numRuns: number): number {
  let orders = 0;
  fc.assert(
    fc.property(
      fc.array(soldLine, { minLength: 1, maxLength: 6 }),
      header,
      fc.constantFrom(...Object.keys(DECIMALS)),
      fc.constantFrom("netPrices", "line"),
      (sold, fields, currency, discountAs) => {
        if (isExactOrder(sold, fields, { currency, discountAs })) orders += 1;
      },
    ),
    { numRuns },
  );
  return orders;
}

/** False for a deal that makes no order; throws where the order is not what the oracle says. */
function isExactOrder(
  sold: Sold[],
  fields: Header,
  { currency, discountAs }: { currency: string; discountAs: "netPrices" | "line" },
): boolean {
  const decimals = DECIMALS[currency] ?? 2;
  const lines = sold.map(({ quantity, unitPrice, discount: own, recurring: { frequency, term } }, i) =>
    sampleLine({ id: `L${i}`, productId: `P${i}`, quantity, unitPrice, frequency, term, currency, ...own }),
  );
  const { sale } = saleFromDeal(sampleDeal({ currency, lines, fields, amount: null }), sampleRules({ discountAs }));
  const net = expectedLines(sold, fields, decimals);
  if (net.length === 0) return false;
  const hasDiscount = [fields.discountAmount, fields.discountPercent].some((text) => text !== undefined && !/^[0.]+$/.test(text));
  const isOwnLine = discountAs === "line" && hasDiscount && sold.every(({ recurring: { frequency } }) => frequency === null);
  const expected = isOwnLine ? expectedLines(sold, {}, decimals) : net;
  assert.ok(sale);
  assert.deepEqual(
    sale.lines.map(({ amount }) => amount),
    expected,
  );
  assert.equal(sale.net, total(net));
  assert.equal(sale.discount?.amount ?? 0n, total(expected) - total(net));

  const mappings = sold.map(({ shares, factor }, i): ProductMapping => ({
    productId: `P${i}`,
    items: shares.map((share, k) => ({ itemId: `${k}`, share, quantity: factor })),
  }));
  const order = mapLines(sale, mappings, ITEMS).lines;
  const wanted = sold.flatMap(({ shares }, i) =>
    split(
      expected[i] ?? 0n,
      shares.map((share) => fraction(Number(share).toFixed(6)).n),
    ),
  );
  assert.deepEqual(
    order.map(({ amount }) => amount),
    wanted,
  );
  assert.deepEqual(
    [...sale.lines, ...order].filter((line) => !isExact(line, decimals)),
    [],
  );
  return true;
}

const ITEMS = ["0", "1", "2"].map((id) => ({ id, name: id, sku: null, active: true, taxable: false, unitPrice: null }));
