import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { onServer } from "../database.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { COMPANY_IDS } from "../sandbox/seed/hubspot-buyers.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { forgetDeals, rowsOf, startStage, type Stage } from "./harness.ts";
import { outcomeOf } from "./outcome.ts";
import { workWaiting } from "./waiting-jobs.ts";

const DEAL = DEAL_IDS.acme;
/** Nothing of a person, a company or a price that carries this may stand in the clear. */
const MARK = "Zyzzyva";

let stage: Stage;
let output = "";
beforeAll(async () => {
  const log = pino({ level: "trace" }, { write: (line: string) => void (output += line) });
  stage = await startStage({ log });
  stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).patch("deals", DEAL, { dealstage: "closedwon" });
});
afterAll(() => stage?.stop());
beforeEach(async () => {
  stage.sandbox.quickbooks.wire.faults.clear();
  await workWaiting(stage);
  await forgetDeals(stage);
  await onServer(stage.db.url, "truncate sync_log", "truncate dead_letters");
});

type Line = {
  id: string;
  system: string;
  what: string;
  outcome: string;
  code: string | null;
  record: { object: string; id: string } | null;
  buyer: string | null;
  document: { kind: string; id: string } | null;
  status: number | null;
  traceId: string | null;
  requestId: string | null;
  durationMs: number | null;
  hasPayload: boolean;
};
type Opened = Line & { request: { body: object | null }; answer: object | null };

const ask = <T>(path: string) => stage.actors.ask<T>("admin", path);
const linesOf = async (query = "") => (await ask<{ lines: Line[] }>(`/ui/sync-log${query}`)).lines;
const pressPush = async () => {
  await stage.db.store.inPortal(NORTHWIND_PORTAL, (tx) =>
    tx.enqueue({ name: "push-deal", data: { portalId: NORTHWIND_PORTAL, dealId: DEAL, cause: "button" } }),
  );
  await workWaiting(stage);
};

describe("a push", () => {
  test("leaves a line of each write with its ids, its status and its duration, found by deal and by document", async () => {
    await pressPush();
    const lines = await linesOf(`?deal=${DEAL}`);
    const writes = lines.filter(({ what }) => /^(POST|PATCH)/.test(what)).toReversed();
    expect(writes.map(({ system, outcome, status }) => [system, outcome, status])).toEqual([
      ["quickbooks", "ok", 200],
      ["quickbooks", "ok", 200],
      ["hubspot", "ok", 200],
    ]);
    const [, order] = writes;
    expect(order).toMatchObject({ what: "POST estimate", document: { kind: "estimate" }, hasPayload: true });
    expect([order?.traceId, order?.requestId].every(Boolean)).toBe(true);
    expect(order?.durationMs).toBeGreaterThanOrEqual(0);
    expect(await linesOf(`?document=${order?.document?.id}`)).toContainEqual(order);
    expect(await linesOf(`?q=${order?.traceId}`)).toEqual([order]);
    expect(lines[0]).toMatchObject({ what: "work.push-deal", outcome: "ok" });
  });

  test("that was refused is there, too, with QuickBooks' code", async () => {
    stage.sandbox.quickbooks.wire.faults.add({
      match: { method: "POST", path: "/estimate" },
      when: "before",
      kind: "answer",
      times: 1,
      answer: {
        status: 400,
        body: { Fault: { Error: [{ Message: "no", Detail: "no", code: "6000", element: "" }], type: "ValidationFault" } },
      },
    });
    await pressPush();
    expect((await linesOf("?code=6000")).map(({ what, outcome }) => [what, outcome])).toEqual([
      ["work.push-deal", "failed"],
      ["POST estimate", "refused"],
    ]);
  });

  test("whose answer was lost is told as unknown", async () => {
    stage.sandbox.quickbooks.wire.faults.add({ match: { method: "POST", path: "/estimate" }, when: "after", kind: "drop", times: 1 });
    await pressPush();
    expect(await linesOf(`?deal=${DEAL}`)).toContainEqual(
      expect.objectContaining({ what: "POST estimate", outcome: "unknown", code: "noAnswer", status: null }) as Line,
    );
  });

  test("succeeds although no line can be written, and operators see how many were lost", async () => {
    await onServer(stage.db.url, "revoke insert on sync_log from tieout_app");
    await pressPush();
    await onServer(stage.db.url, "grant insert on sync_log to tieout_app");
    expect((await outcomeOf(stage, "acme")).orders).toHaveLength(1);
    expect(await linesOf()).toEqual([]);
    const metrics = await (await fetch(`${stage.url}/metrics`)).text();
    expect(Number(/^tieout_log_lines_lost_total (\d+)/m.exec(metrics)?.[1])).toBeGreaterThan(2);
  });
});

test("what was sent and answered is opened by finance, who is remembered for having looked", async () => {
  await pressPush();
  const line = (await linesOf()).find(({ what }) => what === "POST estimate");
  const opened = await ask<Opened>(`/ui/sync-log/${line?.id}`);
  expect(opened.request.body).toMatchObject({ CustomerRef: {} });
  expect(opened.answer).toMatchObject({ Estimate: { Id: line?.document?.id } });
  const { entries } = await ask<{ entries: object[] }>("/ui/audit-log");
  expect(entries[0]).toMatchObject({ what: "logLine.opened", subject: { object: "deal", id: DEAL }, details: { lineId: line?.id } });
  await expect(stage.actors.ask("rep", `/ui/sync-log/${line?.id}`)).rejects.toThrow("roleTooSmall");
  await expect(stage.actors.ask("rep", "/ui/sync-log")).rejects.toThrow("roleTooSmall");
  await expect(ask("/ui/sync-log/nothing")).rejects.toThrow("notFound");
  await expect(ask("/ui/sync-log?from=yesterday")).rejects.toThrow("invalidQuery");
});

test("nothing personal, no token and nothing of the books stands in a clear column or in what the product prints", async () => {
  const crm = stage.sandbox.hubspot.portal(NORTHWIND_PORTAL);
  const company = COMPANY_IDS.acme;
  const before = crm.read("companies", company).properties["name"] ?? "";
  crm.patch("companies", company, { name: `${MARK} Robotics`, address: `1 ${MARK} Street`, phone: "+1 555 0199 777" });
  crm.patch("deals", DEAL, { dealname: `${MARK} deal` });
  output = "";
  stage.sandbox.quickbooks.wire.faults.add({
    match: { path: "/query" },
    when: "before",
    kind: "answer",
    times: 1,
    answer: { status: 500 },
  });
  await pressPush();
  await pressPush();
  crm.patch("companies", company, { name: before });

  expect((await outcomeOf(stage, "acme", DEAL)).state).toBe("pushed");
  const clear = await rowsOf(stage.db.url, "select to_jsonb(sync_log) - 'payload' as line from sync_log");
  const told = `${JSON.stringify(clear)}\n${output}`;
  expect(clear.length).toBeGreaterThan(4);
  expect(output).toContain("QuickBooks answered");
  const { access_tokens, prices } = await secretsOf();
  for (const secret of [MARK, "5550199777", "555 0199", US_REALM, ...access_tokens, ...prices]) expect(told).not.toContain(secret);

  const sealed = await rowsOf(stage.db.url, "select line_id as id from sync_log where what = 'POST customer'");
  const opened = await ask<Opened>(`/ui/sync-log/${String(sealed[0]?.["id"])}`);
  expect(JSON.stringify(opened.request)).toContain(MARK);
});

/** What must be nowhere: the tokens in use, and the totals of the orders. */
async function secretsOf(): Promise<{ access_tokens: string[]; prices: string[] }> {
  const tokens = await stage.db.store.inPortal(NORTHWIND_PORTAL, async (tx) => {
    const [connection] = await tx.connections.list();
    const quickbooks = await tx.connections.readSecrets(connection?.connectionId ?? "");
    return [await tx.portal.readTokens(), quickbooks?.tokens].flatMap((each) => (each ? [each.accessToken, each.refreshToken] : []));
  });
  expect(tokens).toHaveLength(4);
  const orders = stage.sandbox.quickbooks.all(US_REALM, "Estimate").filter(({ PrivateNote }) => PrivateNote?.includes(DEAL));
  return { access_tokens: tokens, prices: orders.map(({ TotalAmt }) => String(TotalAmt)) };
}
