import { Alert, Link } from "@hubspot/ui-extensions";
import { afterEach, describe, expect, test, vi } from "vitest";
import { LOOK_EVERY_MS } from "../../../hubspot-app/src/app/pages/desk/connection-banner.tsx";
import { desk, soon } from "./desk-on-page.tsx";
import { finance } from "./example-me.ts";
import { refusal } from "./fake-api.ts";

afterEach(() => vi.unstubAllGlobals());
const empty = { "GET /ui/approvals": { approvals: [], cursor: null } };
const paused = { "GET /ui/breaker": { pausedAt: "2026-11-24T15:04:05Z", pushes: 20, minutes: 10 } };
const lost = { ...finance, connections: [{ id: "c-1", name: "Northwind Books", state: "needsReconnect" as const, writesOff: null }] };

describe("automatic pushes that rest", () => {
  test("are said on every screen, with why, since when and who resumes them", async () => {
    const { shows, page } = desk("/", { ...empty, ...paused });
    await shows("More than 20 deals came within 10 minutes, so the rest waits since Nov 24, 2026, 10:04 AM.");
    expect(page()).toContain("An administrator resumes them.");
    expect(page()).not.toContain("Resume An");
  });

  test("go on when an admin resumes them", async () => {
    const { shows, turn, page, sent, find } = desk("/", {
      ...empty,
      ...paused,
      "GET /ui/me": { ...finance, role: "admin" },
      "POST /ui/breaker/resume": { released: 3 },
    });
    await shows("More than 20 deals");
    turn("Resume");
    await soon(() => expect(page()).not.toContain("More than 20 deals"));
    expect(find(Alert).props.title).toBe("Automatic pushes go on. 3 deals that waited are pushed.");
    expect(sent()).toEqual([["POST /ui/breaker/resume", {}]]);
  });

  test("stay as they are when that is refused", async () => {
    const { shows, turn, page } = desk("/", {
      ...empty,
      ...paused,
      "GET /ui/me": { ...finance, role: "admin" },
      "POST /ui/breaker/resume": refusal(403, "Your role changed."),
    });
    await shows("More than 20 deals");
    turn("Resume");
    await shows("Your role changed.");
    expect(page()).toContain("More than 20 deals");
  });
});

describe("a lost connection", () => {
  test("is said with the company's name and who connects it again", async () => {
    const { shows, find } = desk("/", { ...empty, "GET /ui/me": lost });
    await shows("An administrator connects it again.");
    expect(find(Alert).props.title).toBe("The connection to QuickBooks is lost: Northwind Books");
  });

  test("is said no more once somebody has connected again, also where our API was away meanwhile", async () => {
    const later = setTimeout;
    vi.stubGlobal("setTimeout", (act: () => void, ms: number) => later(act, ms === LOOK_EVERY_MS ? 0 : ms));
    const answers = [lost, refusal(503, "Away."), lost, { ...lost, connections: [{ ...lost.connections[0]!, state: "active" }] }];
    const { page, calls } = desk("/", { ...empty, "GET /ui/me": () => answers.shift() ?? lost });
    await soon(() => expect(calls.filter(({ path }) => path === "/ui/me")).toHaveLength(4));
    await soon(() => expect(page()).not.toContain("An administrator connects it again."));
  });

  test("is mended by an admin behind a link that opens beside HubSpot", async () => {
    const url = "https://api.example.com/oauth/quickbooks/connect?token=t";
    const { shows, turn, find } = desk("/", {
      ...empty,
      "GET /ui/me": { ...lost, role: "admin" },
      "POST /ui/quickbooks/connect": { url },
    });
    await shows("Nothing is pushed or read until it is connected again.");
    turn("Reconnect");
    await shows("Go on to QuickBooks");
    expect(find(Link).props.href).toEqual({ url, external: true });
  });
});

test("nothing is said while all is well", async () => {
  const { shows, findAll } = desk("/", empty);
  await shows("come here before they are pushed");
  expect(findAll(Alert)).toEqual([]);
});

describe("the set-up", () => {
  const step = (label: string, done: boolean | null) => ({ code: label, label, who: "admin", where: "Settings, Alerts", done });
  const steps = [step("Install Tieout", true), step("Add the card", null), step("Say who is told", false), step("Push a deal", false)];

  test("shows its next step with who does it where, until somebody wants to see it later", async () => {
    const { shows, page, find, press } = desk("/", { ...empty, "GET /ui/setup": { steps } });
    await shows("For: admin. Where: Settings, Alerts. 1 of 3 steps are done");
    expect(find(Alert).props.title).toBe("Set-up, next: Say who is told");
    press("Later");
    await soon(() => expect(page()).not.toContain("steps are done"));
  });

  test("is no more to be seen once nothing of it is left", async () => {
    const { shows, findAll } = desk("/", { ...empty, "GET /ui/setup": { steps: steps.slice(0, 2) } });
    await shows("come here before they are pushed");
    expect(findAll(Alert)).toEqual([]);
  });
});

test.each([
  ["readOnly", "Northwind Books: Tieout is set to read only."],
  ["shadow", "Northwind Books: the shadow run is on."],
] as const)("that nothing is sent to a company (%s) is said on every screen", async (writesOff, why) => {
  const me = { ...finance, connections: finance.connections.map((each) => ({ ...each, writesOff })) };
  const { shows, find } = desk("/", { ...empty, "GET /ui/me": me });
  await shows(why);
  expect(find(Alert).props.title).toBe("Nothing is sent to QuickBooks");
});
