import { EmptyState, LoadingButton, LoadingSpinner } from "@hubspot/ui-extensions";
import { afterEach, expect, test, vi } from "vitest";
import type { ScheduleEntry } from "../../../hubspot-app/src/app/pages/schedule/contract.ts";
import { desk, soon } from "./desk-on-page.tsx";
import { finance } from "./example-me.ts";
import { refusal } from "./fake-api.ts";

afterEach(() => vi.unstubAllGlobals());
const doubles: ScheduleEntry = {
  ...{ kind: "doubles", label: "Look for two documents of one deal", result: { doubled: 0 }, failure: null },
  ...{ lastRunAt: "2026-11-24T07:00:00Z", nextRunAt: "2026-11-25T07:00:00Z" },
};
const sweep: ScheduleEntry = {
  ...{ kind: "sweep", label: "Look for won deals", result: null, lastRunAt: null, nextRunAt: null },
  failure: { at: "2026-11-24T07:00:00Z", message: "HubSpot did not answer." },
};
const listed = { "GET /ui/schedule": { entries: [doubles, sweep] } };
const admin = { "GET /ui/me": { ...finance, role: "admin" } };

test("what is done by itself stands with its last run, its result or failure, and its next run", async () => {
  const asked = Promise.withResolvers<void>();
  const { shows, rows, findAll } = desk("/schedule", { "GET /ui/schedule": () => asked.promise.then(() => listed["GET /ui/schedule"]) });
  await soon(() => expect(findAll(LoadingSpinner).map(({ props }) => props.label)).toContain("The schedule: reading"));
  asked.resolve();
  await shows("Look for won deals");
  expect(rows().slice(1)).toEqual([
    ["Look for two documents of one deal", "Nov 24, 2026, 2:00 AM Doubled: 0", "Nov 25, 2026, 2:00 AM"],
    ["Look for won deals", "Not yet Failed Nov 24, 2026, 2:00 AM: HubSpot did not answer.", "–"],
  ]);
  expect(findAll(LoadingButton)).toEqual([]);
});

test("an admin has it done now", async () => {
  const { shows, find, sent, calls } = desk("/schedule", { ...listed, ...admin, "POST /ui/sync/run": { queued: 1 } });
  await shows("Look for won deals");
  find(LoadingButton, { testId: "run-doubles" }).trigger("onClick");
  await soon(() => expect(calls.filter(({ path }) => path === "/ui/schedule")).toHaveLength(2));
  expect(sent()).toEqual([["POST /ui/sync/run", { what: "doubles" }]]);
});

test("a schedule that cannot be read says why, and one without entries that nothing is scheduled", async () => {
  const { shows, press, routes, find } = desk("/schedule", { "GET /ui/schedule": refusal(503, "Tieout is busy.") });
  await shows("Tieout is busy.");
  routes["GET /ui/schedule"] = { entries: [] };
  press("Try again");
  await shows("Work that is done by itself is listed here.");
  expect(find(EmptyState).props.title).toBe("Nothing is scheduled");
});
