import { Accordion, Alert, DateInput, EmptyState, Input, LoadingButton, Panel, TextArea } from "@hubspot/ui-extensions";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { Decision, FlightRecorder, LogLine } from "../../../hubspot-app/src/app/pages/log/contract.ts";
import { recordWords } from "../../../hubspot-app/src/app/pages/desk/record-words.ts";
import { sayWhat } from "../../../hubspot-app/src/app/pages/log/words.ts";
import { textOf } from "../text-of.ts";
import { desk, soon } from "./desk-on-page.tsx";
import { refusal } from "./fake-api.ts";

afterEach(() => vi.unstubAllGlobals());

const line: LogLine = {
  ...{ id: "l-1", at: "2026-11-24T15:04:00Z", system: "quickbooks", what: "POST estimate", outcome: "refused", code: "6240" },
  ...{ record: { object: "deal", id: "31" }, buyer: "company:9", document: null, userId: null, status: 400, traceId: "1-tid" },
  ...{ requestId: "order-31-1", durationMs: 1234, details: {}, digest: "ab", hasPayload: true },
};
const recorder: FlightRecorder = {
  dealId: "31",
  leftOut: false,
  entries: [
    {
      ...{ kind: "step", at: "2026-11-24T15:03:00Z", system: "tieout", what: "push.requested", outcome: "ok", code: null, document: null },
      ...{ status: null, traceId: null, requestId: null, durationMs: null, details: {}, by: { userId: 7, email: null }, words: null },
      ...{ lineId: null, gapMs: null },
    },
    {
      ...{ kind: "call", at: line.at, system: "quickbooks", what: line.what, outcome: "unknown", code: "timeout" },
      ...{ document: { kind: "estimate", id: "145" }, status: null, traceId: null, requestId: null, durationMs: 30_000, details: {} },
      ...{ by: null, words: null, lineId: "l-1", gapMs: 60_000 },
    },
    {
      ...{ kind: "decision", at: line.at, system: "tieout", what: "approval.approved", outcome: "ok", code: null, document: null },
      ...{ status: null, traceId: null, requestId: null, durationMs: null, details: {}, by: { userId: 9, email: "carla@n.example" } },
      ...{ words: "Approved the sale: “fine”", lineId: null, gapMs: 0 },
    },
  ],
};
const decision: Decision = {
  ...{ seq: 3, at: line.at, by: null, what: "automaticPushes.paused", words: "Paused automatic pushes" },
  ...{ subject: null, details: {} },
};
const users = { "GET /ui/users": { users: [{ userId: 7, name: "Ben Okafor" }] } };
const log = { "GET /ui/sync-log": { lines: [line], cursor: null }, ...users };

test.each([
  ["POST estimate", "An estimate is written"],
  ["GET creditmemo/7", "A credit memo is read"],
  ["PATCH /crm/objects/2026-03/deals/31", "A deal is updated"],
  ["POST /crm/objects/2026-03/companies/batch/update", "Several companies are updated"],
  ["POST /crm/objects/2026-09/deals/search", "Deals are searched"],
  ["push.requested", "Push was pressed"],
  ["POST /automation/actions/callbacks/2026-09/9/complete", "POST /automation/actions/callbacks/2026-09/9/complete"],
])("%s reads: %s", (what, words) => expect(sayWhat(what)).toBe(words));

test.each([
  [{ object: "deal", id: "31" }, "Deal 31"],
  [{ object: "deals", id: "31" }, "Deal 31"],
  [{ object: "creditMemo", id: "7" }, "Credit memo 7"],
  [{ object: "tell-crm", id: "all" }, "What HubSpot shows"],
  [{ object: "logLine", id: "cf2dc7a0-c1de" }, "A line of the log"],
  [{ object: "match", id: "737a6414-a01f" }, "Match"],
])("the record %j is called %s", (record, words) => expect(recordWords(record)).toBe(words));

describe("the log", () => {
  test("shows each attempt with its outcome, code, record and duration", async () => {
    const { shows, rows } = desk("/log", log);
    await shows("An estimate is written");
    expect(rows()[1]).toEqual([
      ...["An estimate is written Nov 24, 2026, 10:04 AM, QuickBooks", "Refused 6240", "Deal 31", "1.2 s"],
      "Flight recorder Request and answer",
    ]);
  });

  test("says for whom something was tried", async () => {
    const { shows, rows } = desk("/log", { ...log, "GET /ui/sync-log": { lines: [{ ...line, userId: 7 }], cursor: null } });
    await shows("for Ben Okafor");
    expect(rows()[1]?.[0]).toBe("An estimate is written Nov 24, 2026, 10:04 AM, QuickBooks, for Ben Okafor");
  });

  test("is searched by an id", async () => {
    const { shows, press, find, calls } = desk("/log", log);
    await shows("An estimate is written");
    find(Input).props.onInput?.(" 1-tid ");
    await soon(() => expect(find(Input).props.value).toBe(" 1-tid "));
    press("Search");
    await soon(() => expect(calls.at(-1)?.query.get("q")).toBe("1-tid"));
  });

  test("is narrowed to days, kept while one looks again, and cleared", async () => {
    const { shows, press, find, calls } = desk("/log", log);
    await shows("An estimate is written");
    find(DateInput, { name: "from" }).props.onChange?.({ year: 2026, month: 10, date: 3 });
    await soon(() => expect(find(DateInput, { name: "from" }).props.value).toBeDefined());
    find(DateInput, { name: "to" }).props.onChange?.({ year: 2026, month: 11, date: 31 });
    await soon(() => expect(find(DateInput, { name: "to" }).props.value).toBeDefined());
    press("Search");
    await soon(() => expect(String(calls.at(-1)?.query)).toBe("from=2026-11-03&to=2026-12-31"));
    press("Clear");
    await soon(() => expect(String(calls.at(-1)?.query)).toBe(""));
    expect(find(DateInput, { name: "from" }).props.value).toBeUndefined();
  });

  test("leaves as a file that holds what was found, a thousand lines at a time", async () => {
    const file = { fileName: "tieout-sync-log.csv", text: "at,system", lines: 1000, cursor: "77" };
    const { shows, press, find, openPanel, overlay, calls } = desk("/log", { ...log, "GET /ui/sync-log/export": file });
    await shows("An estimate is written");
    find(Input).props.onInput?.("6240");
    await soon(() => expect(find(Input).props.value).toBe("6240"));
    press("Search");
    await soon(() => expect(calls.at(-1)?.query.get("q")).toBe("6240"));
    openPanel("log-export");
    const panel = () => overlay("open-log-export");
    await soon(() => expect(textOf(panel())).toContain("Show as CSV"));
    const turn = (label: string) =>
      panel()
        .find(LoadingButton, ({ text }) => text === label)
        .trigger("onClick");
    turn("Show as CSV");
    await soon(() => expect(panel().find(TextArea).props.value).toBe("at,system"));
    expect(panel().find(Alert).props.title).toBe("tieout-sync-log.csv holds 1000 lines; there are more.");
    turn("The lines before these");
    await soon(() => expect(String(calls.at(-1)?.query)).toBe("q=6240&format=csv&cursor=77"));
  });

  test("begins with all that happened to the deal that a link names", async () => {
    const { shows, find, calls } = desk("/log", { ...log, "GET /ui/deals/31/flight-recorder": recorder }, { deal: "31" });
    await shows("Push was pressed");
    expect(find(Accordion).props.title).toBe("All that happened to deal 31");
    expect(calls.find(({ path }) => path === "/ui/sync-log")?.query.get("deal")).toBe("31");
  });

  test("says once how often HubSpot told of the deal, where nothing came between", async () => {
    const [pressed, , decided] = recorder.entries;
    const told = { ...pressed!, what: "webhook.received", by: null };
    const entries = [told, told, told, pressed!, told, decided!];
    const { shows, rows } = desk("/log", { ...log, "GET /ui/deals/31/flight-recorder": { ...recorder, entries } }, { deal: "31" });
    await shows("Ben Okafor");
    expect(
      rows()
        .slice(1, 4)
        .map((row) => row[2]),
    ).toEqual([
      "HubSpot told that the deal changed, 3 times Tieout",
      "Push was pressed Ben Okafor",
      "HubSpot told that the deal changed Tieout",
    ]);
  });

  test("says that nothing was found, and what went wrong", async () => {
    const empty = desk("/log", { "GET /ui/sync-log": { lines: [], cursor: null } });
    await empty.shows("comes here");
    expect(empty.find(EmptyState).props.title).toBe("Nothing was found");
    const failed = desk("/log", { "GET /ui/sync-log": refusal(503, "The database rests.") });
    await failed.shows("The database rests.");
  });

  test("opens what was sent and answered, readable", async () => {
    const opened = { ...line, request: { body: { TxnDate: "2026-12-01" } }, answer: null };
    const { shows, openPanel, overlay } = desk("/log", { ...log, "GET /ui/sync-log/l-1": opened });
    await shows("An estimate is written");
    openPanel("line-l-1");
    await soon(() => expect(overlay("open-line-l-1").findAll(TextArea)).toHaveLength(2));
    const [request, answer] = overlay("open-line-l-1").findAll(TextArea);
    expect(request?.props.value).toContain('"TxnDate": "2026-12-01"');
    expect(answer?.props.value).toContain("forgotten after 30 days");
  });

  test("tells the whole way of a deal with what lay between", async () => {
    const { shows, openPanel, overlay } = desk("/log", { ...log, "GET /ui/deals/31/flight-recorder": recorder });
    await shows("An estimate is written");
    openPanel("flight-l-1");
    await soon(() => expect(textOf(overlay("open-flight-l-1").find(Panel))).toContain("Ben Okafor"));
    const told = textOf(overlay("open-flight-l-1").find(Panel));
    for (const words of [
      "carla@n.example",
      "Approved the sale: “fine”",
      "Ben Okafor",
      "1 min",
      "Outcome unknown",
      "timeout",
      "30.0 s",
      "Estimate 145",
    ])
      expect(told).toContain(words);
  });
});

describe("the decisions", () => {
  test.each([
    [null, "Chain verified: no entry was changed or taken away"],
    [2, "Somebody has tampered with entry 2"],
  ])("say who decided what, and whether their chain holds (first broken: %s)", async (firstBroken, title) => {
    const { shows, chooseTab, find, rows } = desk("/log", {
      ...log,
      "GET /ui/audit-log": { entries: [decision], firstBroken, cursor: null },
    });
    await shows("An estimate is written");
    chooseTab("screen", "decisions");
    await shows("Paused automatic pushes");
    expect(rows()[1]).toEqual(["Nov 24, 2026, 10:04 AM", "Tieout", "Paused automatic pushes", "–"]);
    await soon(() => expect(find(Alert).props.title).toBe(title));
  });
});
