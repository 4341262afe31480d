import { assertExactOrders } from "../domain/exact-orders.ts";

/** Proves in parts, since one run keeps all its cases in memory. */
const PART = 50_000;

/** Random deals against an oracle of exact fractions: no order is off by one unit. */
export function proveExactOrders(runs: number): string {
  let orders = 0;
  for (let done = 0; done < runs; done += PART) orders += assertExactOrders(Math.min(PART, runs - done));
  return `of ${runs} random deals ${orders} made an order, and each was exact to the unit`;
}
