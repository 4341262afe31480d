import { describe, expect, test } from "vitest";
import { driftFinding, nextDrift, orderDiffers, type DriftFacts, type Standing } from "../../api/domain/drift.ts";

const MADE = 10_000n;
const stands = (amount: bigint): Standing => ({ amount, voided: false });
const VOIDED: Standing = { amount: 0n, voided: true };
const DELETED: Standing = null;

/** What is known after the document was seen in each of these, with what finance decided in between. */
function after(...steps: (Standing | "accepted" | "ignored")[]): DriftFacts | null {
  let known: DriftFacts | null = null;
  for (const step of steps) {
    const before: DriftFacts | null = known;
    if (step !== "accepted" && step !== "ignored") known = nextDrift(before, MADE, step) ?? before;
    else if (before) known = Object.assign({}, before, { state: step });
  }
  return known;
}

describe("a document that finance has not decided about", () => {
  test.each<[string, Standing[], Partial<DriftFacts> | null]>([
    ["as it was made has not drifted", [stands(MADE)], null],
    ["over another amount has", [stands(9_000n)], { what: "amount", agreed: MADE, found: 9_000n, state: "open" }],
    ["that was voided has", [VOIDED], { what: "voided", agreed: MADE, found: 0n, state: "open" }],
    ["that was deleted has", [DELETED], { what: "deleted", agreed: MADE, found: null, state: "open" }],
    ["changed twice is told as it is now", [stands(9_000n), stands(8_000n)], { agreed: MADE, found: 8_000n, state: "open" }],
    ["changed and voided is told as voided", [stands(9_000n), VOIDED], { what: "voided", agreed: MADE }],
    ["put back to what it was has healed", [stands(9_000n), stands(MADE)], { state: "healed" }],
    ["changed once more after that has drifted again", [stands(9_000n), stands(MADE), stands(9_000n)], { found: 9_000n, state: "open" }],
    ["that came back after its deletion has healed", [DELETED, stands(MADE)], { state: "healed" }],
  ])("%s", (_what, seen, expected) => {
    const drift = after(...seen);
    if (expected === null) expect(drift).toBeNull();
    else expect(drift).toMatchObject(expected);
  });
});

describe("a document that finance has decided about", () => {
  test.each(["accepted", "ignored"] as const)("and that is as it was then is not asked about again (%s)", (decision) => {
    for (const standing of [stands(9_000n), VOIDED, DELETED]) {
      expect(nextDrift(after(standing, decision), MADE, standing)).toBeNull();
    }
  });

  test("is asked about again once it is yet another, against what was agreed last", () => {
    expect(after(stands(9_000n), "accepted", stands(8_000n))).toMatchObject({ agreed: 9_000n, found: 8_000n, state: "open" });
    expect(after(stands(9_000n), "ignored", stands(8_000n))).toMatchObject({ agreed: MADE, found: 8_000n, state: "open" });
    expect(after(stands(9_000n), "accepted", stands(MADE))).toMatchObject({ agreed: 9_000n, found: MADE, state: "open" });
    expect(after(stands(9_000n), "ignored", stands(MADE))).toMatchObject({ state: "healed" });
    expect(after(stands(9_000n), "accepted", DELETED)).toMatchObject({ what: "deleted", agreed: 9_000n, state: "open" });
    expect(after(DELETED, "accepted", stands(MADE))).toMatchObject({ state: "healed" });
  });
});

test("its finding says what was changed, from what to what, and who decides", () => {
  const document = { kind: "invoice", number: "1007", externalId: "146", currency: "USD", agreed: MADE, state: "open" } as const;
  expect(driftFinding({ ...document, what: "amount", found: 9_000n })).toMatchObject({
    code: "invoiceDiffers",
    level: "warning",
    fixBy: "finance",
    message: "The invoice 1007 was changed in QuickBooks from 100.00 USD to 90.00 USD. Finance accepts it or puts it aside.",
  });
  expect(driftFinding({ ...document, what: "deleted", found: null }).code).toBe("invoiceDeleted");
  expect(driftFinding({ ...document, what: "voided", found: 0n }).code).toBe("invoiceVoided");
  expect(orderDiffers({ ...document, found: 9_000n }, false).level).toBe("error");
  expect(orderDiffers({ ...document, found: 9_000n }, true).level).toBe("warning");
});
