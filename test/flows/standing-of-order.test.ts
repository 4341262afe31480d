import { expect, test } from "vitest";
import type { DriftFacts } from "../../api/domain/drift.ts";
import type { Sale } from "../../api/domain/sale.ts";
import { standingOfOrder } from "../../api/flows/standing-of-order.ts";
import type { ErpOrder } from "../../api/ports/erp-documents.ts";

const sold = { net: 10_000n, currency: "USD" } as Sale;
const order = (net: bigint, currency = "USD") => ({ net, currency }) as ErpOrder;
const decided = (state: DriftFacts["state"], found: bigint): DriftFacts => ({ what: "amount", agreed: 10_000n, found, state });

test.each<[string, ErpOrder, DriftFacts | null, string | undefined]>([
  ["over what was sold", order(10_000n), null, undefined],
  ["a cent over what was sold", order(10_001n), null, "needsReview"],
  ["in another currency", order(10_000n, "EUR"), null, "needsReview"],
  ["that finance has accepted", order(9_000n), decided("accepted", 9_000n), undefined],
  ["that finance has put aside", order(9_000n), decided("ignored", 9_000n), "pushed"],
  ["that was changed again since finance accepted it", order(8_000n), decided("accepted", 9_000n), "needsReview"],
  ["that was changed again since finance put it aside", order(8_000n), decided("ignored", 9_000n), "needsReview"],
  ["that was put back to the sale since finance accepted another", order(10_000n), decided("accepted", 9_000n), "needsReview"],
  ["that is again what finance accepted", order(9_000n), { ...decided("open", 8_000n), agreed: 9_000n }, undefined],
])("an order %s", (_what, found, drift, state) => {
  expect(standingOfOrder(sold, found, { drift, hold: null })?.state).toBe(state);
});
