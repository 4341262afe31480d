import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ApprovalRequest, Verdict } from "../../api/ports/approvals.ts";
import type { PortalTx } from "../../api/ports/store.ts";
import { createTestDatabase, onServer, type TestDatabase } from "../database.ts";
import { exampleSale, joinPortal, later, NOW } from "./fixtures.ts";

const PORTAL = 40;
const ann = { userId: 501, email: "ann@northwind.example" };
const bob = { userId: 502, email: null };
const approved: Verdict = { state: "approved", by: ann, at: NOW, reason: null };

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await joinPortal(db, PORTAL);
});
afterAll(() => db.drop());

const inPortal = <T>(work: (approvals: PortalTx["approvals"]) => Promise<T>) => db.store.inPortal(PORTAL, (tx) => work(tx.approvals));
const request = (dealId: string, changes: Partial<ApprovalRequest> = {}): ApprovalRequest => ({
  dealId,
  dealName: "Fleet",
  sale: exampleSale(dealId),
  reasons: [{ code: "contractOver", message: "It is large." }],
  requestedBy: null,
  ...changes,
});
const ask = (dealId: string, changes: Partial<ApprovalRequest> = {}, at = NOW) =>
  inPortal((approvals) => approvals.ask(request(dealId, changes), at));
const open = (dealId: string) => inPortal((approvals) => approvals.openOf(dealId));
async function decide(dealId: string, verdict: Verdict) {
  const approvalId = (await open(dealId))?.approvalId ?? "";
  return inPortal((approvals) => approvals.decide(approvalId, verdict));
}

describe("a request for approval", () => {
  test("comes back as it was asked, the sale to the cent", async () => {
    await ask("1", { requestedBy: bob });
    expect(await open("1")).toMatchObject({ ...request("1", { requestedBy: bob }), state: "open", since: NOW, decidedBy: null });
  });

  test("is one for a deal: asked again it says what is asked now, and keeps since when and who asked first", async () => {
    await ask("2", { requestedBy: bob });
    const first = await open("2");
    const now = { ...exampleSale("2"), net: 5n };
    await ask("2", { sale: now, requestedBy: ann }, later(60));
    expect(await open("2")).toEqual({ ...first, sale: now });
  });

  test("is taken back without a trace, and decisions are not", async () => {
    await ask("3");
    await decide("3", approved);
    await ask("3");
    await inPortal((approvals) => approvals.withdraw("3"));
    expect(await open("3")).toBeNull();
    expect(await inPortal((approvals) => approvals.decisionsOf("3"))).toHaveLength(1);
  });
});

describe("a decision", () => {
  test("says who, when and why, newest first", async () => {
    await ask("4");
    await decide("4", { state: "refused", by: bob, at: later(1), reason: "too much" });
    await ask("4");
    await decide("4", { ...approved, at: later(2) });
    const decisions = await inPortal((approvals) => approvals.decisionsOf("4"));
    expect(decisions.map(({ state, decidedBy, decidedAt, reason }) => [state, decidedBy, decidedAt, reason])).toEqual([
      ["approved", ann, later(2), null],
      ["refused", bob, later(1), "too much"],
    ]);
  });

  test("is made once, however many decide at the same moment", async () => {
    await ask("5");
    const approvalId = (await open("5"))?.approvalId ?? "";
    const verdicts: Verdict[] = [approved, { state: "refused", by: bob, at: NOW, reason: "no" }, approved, approved];
    const made = await Promise.all(verdicts.map((verdict) => inPortal((approvals) => approvals.decide(approvalId, verdict))));
    expect(made.filter((each) => each !== null)).toHaveLength(1);
  });

  test("is never changed, not even past the store", async () => {
    await ask("6");
    await decide("6", approved);
    await expect(onServer(db.url, "update approvals set reason = 'other' where deal_id = '6'")).rejects.toThrow("never changed");
  });

  test("to refuse has a reason", async () => {
    await ask("7");
    await expect(decide("7", { state: "refused", by: ann, at: NOW, reason: null })).rejects.toThrow("check constraint");
  });
});

test("pages are walked to their end, open ones by who waits longest, decided ones newest first", async () => {
  await onServer(db.url, "truncate approvals");
  const ids = ["11", "12", "13", "14", "15"];
  for (const [index, id] of ids.entries()) await ask(id, {}, later(index));
  expect(await walk(false)).toEqual(ids);
  for (const [index, id] of ids.entries()) await decide(id, { ...approved, at: later(10 + index) });
  expect(await walk(true)).toEqual(ids.toReversed());
  await expect(inPortal((approvals) => approvals.list({ decided: true, after: "x", limit: 2 }))).rejects.toThrow("cursor");
});

async function walk(decided: boolean): Promise<string[]> {
  const seen: string[] = [];
  for (let after: string | null = null, pages = 0; pages < 5; pages += 1) {
    const page: Parameters<PortalTx["approvals"]["list"]>[0] = { decided, after, limit: 2 };
    const { approvals, cursor }: Awaited<ReturnType<PortalTx["approvals"]["list"]>> = await inPortal((each) => each.list(page));
    seen.push(...approvals.map(({ dealId }) => dealId));
    if (cursor === null) break;
    after = cursor;
  }
  return seen;
}
