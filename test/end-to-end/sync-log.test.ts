import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { handleHubSpotEvents } from "../../api/flows/handle-hubspot-events.ts";
import { handleQuickBooksEvents } from "../../api/flows/handle-quickbooks-events.ts";
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

/** A deal that is won and pushed by itself, and a press of Push afterwards, which finds nothing to do. */
const MADE = ["intent.planned ok", "intent.sent ok"];
const THE_WAY = [
  ...["webhook.received ok", "settle.done ok", "preflight.done ok", "customer.matched ok"],
  ...[...MADE, "POST customer ok", "intent.done ok", ...MADE, "POST estimate ok", "intent.done ok"],
  ...["push.ended ok", `PATCH /crm/objects/2026-03/deals/${DEAL} ok`, "deal.shown ok", "work.push-deal ok"],
  ...["push.requested ok", "preflight.done ok", "customer.matched ok", "push.ended ok", "work.push-deal ok"],
];

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
      ["push.failed", "failed"],
      ["work.push-deal", "failed"],
      ["intent.refused", "refused"],
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
  expect(entries[0]).toMatchObject({
    what: "logLine.opened",
    subject: { object: "logLine", id: line?.id },
    details: { record: { object: "deal", id: DEAL } },
  });
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

describe("the flight recorder of a deal", () => {
  type Entry = { kind: string; what: string; outcome: string; code: string | null; gapMs: number | null; by: { userId: number } | null };
  const recorder = async () =>
    (await ask<{ entries: Entry[]; leftOut: boolean }>(`/ui/deals/${DEAL}/flight-recorder`)).entries.map((entry) => entry);
  const steps = async () => (await recorder()).map(({ what, outcome }) => `${what} ${outcome}`);

  test("tells the whole way from the webhook to the write-back, in its order and with what lay between", async () => {
    await stage.tieout.needs.store.inPortal(NORTHWIND_PORTAL, (tx) => tx.deals.save(DEAL, { changedAt: stage.clock.now() }));
    await handleHubSpotEvents(stage.tieout.needs, [
      {
        ...{ id: "1", source: "hubspot", dedupeKey: "d", portalId: NORTHWIND_PORTAL, realmId: null },
        ...{ type: "deal.propertyChange", objectId: DEAL, occurredAt: stage.clock.now() },
      },
    ]);
    await workWaiting(stage);
    await stage.actors.ask("admin", `/ui/deals/${DEAL}/push`, { method: "POST", body: { idempotencyKey: "recorded" } });
    await workWaiting(stage);
    expect(await steps()).toEqual(THE_WAY);
    const entries = await recorder();
    expect(entries.find(({ what }) => what === "push.requested")?.by?.userId).toBeGreaterThan(0);
    expect(entries.slice(1).every(({ gapMs }) => gapMs !== null && gapMs >= 0)).toBe(true);
  });

  test("tells of an answer that was lost, and how the order was found", async () => {
    stage.sandbox.quickbooks.wire.faults.add({ match: { method: "POST", path: "/estimate" }, when: "after", kind: "drop", times: 1 });
    await pressPush();
    await pressPush();
    const told = await steps();
    const order = told.slice(told.indexOf("POST estimate unknown"));
    expect(order.filter((step) => /^(POST|intent|push|work)/.test(step))).toEqual([
      "POST estimate unknown",
      "intent.unknown unknown",
      "work.push-deal failed",
      "push.failed failed",
      "intent.found ok",
      "push.ended ok",
      "work.push-deal ok",
    ]);
  });

  test("holds what QuickBooks tells of the order, and each renewal of access in between", async () => {
    await pressPush();
    const order = (await outcomeOf(stage, "acme")).orders[0] ?? "";
    const realmId = US_REALM;
    const event = { id: "e-1", source: "quickbooks", dedupeKey: "e-1", portalId: null, type: "estimate.updated", objectId: order } as const;
    await handleQuickBooksEvents(stage.tieout.needs, [{ ...event, realmId, occurredAt: stage.clock.now() }]);
    await stage.clock.sleep(3_600_000);
    await pressPush();
    expect(await steps()).toEqual(expect.arrayContaining(["webhook.quickbooks ok", "tokens.renewed ok"]));
  });

  test("holds what people decided about the deal", async () => {
    const person = { userId: 501, email: null };
    await stage.db.store.inPortal(NORTHWIND_PORTAL, (tx) =>
      tx.audit.append({ by: person, what: "approval.approved", subject: { object: "deal", id: DEAL }, details: { reason: "fine" } }),
    );
    expect((await recorder()).at(-1)).toMatchObject({ kind: "decision", what: "approval.approved", by: person });
  });
});

test("the log leaves as a file without requests and answers, and no cell is a formula", async () => {
  await pressPush();
  await onServer(stage.db.url, "update sync_log set code = '=1+1' where what = 'POST estimate'");
  type File = { fileName: string; text: string; lines: number; cursor: string | null };
  const csv = await ask<File>(`/ui/sync-log/export?format=csv&deal=${DEAL}`);
  expect(csv).toMatchObject({ fileName: "tieout-sync-log.csv", cursor: null });
  expect(csv.text.split("\n")[0]).toBe(
    "at,system,what,outcome,code,record,buyer,document,user,status,traceId,requestId,durationMs,details,digest,id",
  );
  expect(csv.text).toContain("quickbooks,POST estimate,ok,'=1+1");
  const json = await ask<File>(`/ui/sync-log/export?format=json&deal=${DEAL}`);
  expect(JSON.parse(json.text)).toEqual(await linesOf(`?deal=${DEAL}`));
});
