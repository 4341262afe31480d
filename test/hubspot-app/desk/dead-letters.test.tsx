import {
  Alert,
  Button,
  EmptyState,
  ErrorState,
  Input,
  Link,
  LoadingButton,
  LoadingSpinner,
  Select,
  TableCell,
  TableRow,
  TextArea,
} from "@hubspot/ui-extensions";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { LOOK_EVERY_MS } from "../../../hubspot-app/src/app/pages/dead-letters/use-dead-letters.ts";
import { textOf } from "../text-of.ts";
import { desk, soon } from "./desk-on-page.tsx";
import { doubled, refusedPush, takenName } from "./example-letters.ts";
import { finance } from "./example-me.ts";
import { refusal, type Routes } from "./fake-api.ts";

/** Three days after the examples stopped. */
const TODAY = Date.parse("2026-11-27T16:00:00Z");
beforeEach(() => void vi.spyOn(Date, "now").mockReturnValue(TODAY));
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});
const waiting = { deadLetters: [refusedPush, doubled], groups: [takenName], cursor: null };
const next = {
  fields: [
    { path: "DisplayName", value: "Acme Robotics (HubSpot)" },
    { path: "Taxable", value: "true" },
    { path: "Line[0].SalesItemLineDetail.ItemRef.value", value: "7" },
  ],
  stoppedBy: [],
};
const open = {
  "GET /ui/dead-letters": waiting,
  "GET /ui/dead-letters/l-1": { ...refusedPush, next },
  "GET /ui/dead-letters/l-2": { ...doubled, next: { fields: [], stoppedBy: [] } },
  "GET /ui/users": { users: [{ userId: 78, name: "Ben Okafor", email: "ben@northwind.example" }] },
};

/** The desk with the panel of a letter open. */
async function mending(id: string, routes: Routes = {}) {
  const screen = desk("/dead-letters", { ...open, ...routes });
  await screen.shows("HubSpot user 77");
  screen.openPanel(`letter-${id}`);
  const panel = () => screen.overlay(`open-letter-${id}`);
  await soon(() => panel().find(TextArea));
  const press = (testId: string) => panel().find(Button, { testId }).trigger("onClick");
  const type = (name: string, text: string) => panel().find(Input, { name }).props.onInput?.(text);
  return { ...screen, panel, press, type };
}

describe("what stopped", () => {
  test("stands by its cause, with how many wait, the money at stake by currency and the age", async () => {
    const { shows, rows } = desk("/dead-letters", open);
    await shows("HubSpot user 77");
    expect(rows()[1]).toEqual([
      "QuickBooks has another record named Acme Robotics. For finance",
      "3",
      "$36,000.00 €500.00",
      "Nov 24, 2026, 10:04 AM for 3 days",
      "Try all again Only these",
    ]);
  });

  test("says of an outage that it goes on by itself, and offers no try where Tieout has nothing to try", async () => {
    const away = { ...takenName, cause: "503", message: "QuickBooks is not working at the moment.", byItself: true };
    const lost = { ...takenName, cause: "lost", message: "The connection was lost.", retryable: 0 };
    const { shows, rows, findAll } = desk("/dead-letters", { ...open, "GET /ui/dead-letters": { ...waiting, groups: [away, lost] } });
    await shows("HubSpot user 77");
    expect(rows()[1]?.[0]).toBe("QuickBooks is not working at the moment. Goes on by itself once this has passed");
    const tries = findAll(LoadingButton, ({ text }) => text === "Try all again").map(({ props }) => props.disabled);
    expect(tries).toEqual([false, true]);
  });

  test("stands one by one, with its record, message, money, age, attempts and owner", async () => {
    const { shows, rows, findAll } = desk("/dead-letters", open);
    await shows("HubSpot user 77");
    expect(rows().slice(3)).toEqual([
      [
        "Acme Robotics Deal 31",
        "QuickBooks has another record named Acme Robotics.",
        "$36,000.00",
        "Nov 24, 2026, 10:04 AM 2 attempts",
        "Nobody yet",
        "Open Flight recorder",
      ],
      ["Order", "QuickBooks has 2 live orders.", "–", "Nov 24, 2026, 10:04 AM 1 attempt", "HubSpot user 77", "Open"],
    ]);
    expect(findAll(Link).map(({ props }) => props.href)).toEqual([expect.stringMatching(/\/record\/0-3\/31$/)]);
  });

  test("is looked after by somebody with a name, once that is known", async () => {
    const known = { users: [{ userId: 77, name: "Carla Mendes", email: null }] };
    const { shows, rows } = desk("/dead-letters", { ...open, "GET /ui/users": known });
    await shows("Carla Mendes");
    expect(rows().at(-1)?.[4]).toBe("Carla Mendes");
  });

  test("is narrowed to one cause, and shown whole again", async () => {
    const { shows, press, calls } = desk("/dead-letters", open);
    await shows("HubSpot user 77");
    press("Only these");
    await shows("Only of this cause: QuickBooks has another record");
    expect(calls.at(-1)?.query.get("cause")).toBe("6240: acme robotics");
    press("Show all");
    await soon(() => expect(calls.at(-1)?.query.get("cause")).toBeNull());
  });

  test("says that it is read, and that nothing has stopped", async () => {
    let answer = () => {};
    const asked = new Promise<void>((resolve) => (answer = resolve));
    const { findAll, shows, find } = desk("/dead-letters", {
      "GET /ui/dead-letters": () => asked.then(() => ({ deadLetters: [], groups: [], cursor: null })),
    });
    await soon(() => expect(findAll(LoadingSpinner).map(({ props }) => props.label)).toContain("The dead letters: reading"));
    answer();
    await shows("What cannot go on without a person waits here.");
    expect(find(EmptyState).props.title).toBe("Nothing has stopped");
  });

  test("says why it cannot be shown", async () => {
    const { shows, findAll } = desk("/dead-letters", { "GET /ui/dead-letters": refusal(503, "Tieout is busy.") });
    await shows("Tieout is busy.");
    expect(findAll(ErrorState).map(({ props }) => props.title)).toContain("The dead letters cannot be shown");
  });
});

describe("a cause that was mended", () => {
  test("has all its work tried again, and is followed until that has come to its end", async () => {
    const later = setTimeout;
    vi.stubGlobal("setTimeout", (act: () => void, ms: number) => later(act, ms === LOOK_EVERY_MS ? 0 : ms));
    const { shows, turn, routes, sent, page, findAll } = desk("/dead-letters", {
      ...open,
      "POST /ui/dead-letters/retry": () => {
        routes["GET /ui/dead-letters"] = { ...waiting, groups: [{ ...takenName, count: 2, retrying: 2, healed: 1 }] };
        return { retried: 3 };
      },
    });
    await shows("HubSpot user 77");
    turn("Try all again");
    await shows("2 being tried, 1 settled since yesterday");
    expect(page()).toContain("Try all again");
    expect(sent()).toEqual([["POST /ui/dead-letters/retry", { cause: "6240: acme robotics" }]]);
    routes["GET /ui/dead-letters"] = { deadLetters: [], groups: [], cursor: null };
    await shows("What cannot go on without a person waits here.");
    expect(findAll(Alert).map(({ props }) => props.title)).toContain(`All of it has gone on: ${takenName.message}`);
  });
});

describe("one dead letter", () => {
  test("shows in plain words what the next try would send otherwise, and all that was sent last", async () => {
    const { panel } = await mending("l-1");
    const rows = () =>
      panel()
        .findAll(TableRow)
        .map((row) => row.findAll(TableCell).map(textOf));
    await soon(() => expect(rows().length).toBeGreaterThan(3));
    expect(rows().filter((row) => row.length > 0)).toEqual([
      ["Display name", "Acme Robotics", "Acme Robotics (HubSpot)"],
      ["Line 1, item", "–", "7"],
      ["Display name", "Acme Robotics", "Acme"],
      ["Taxable", "true", "–"],
    ]);
  });

  test("says what would stop the next try", async () => {
    const stopped = { fields: [], stoppedBy: ["The date is unclear."] };
    const { panel } = await mending("l-1", { "GET /ui/dead-letters/l-1": { ...refusedPush, next: stopped } });
    await soon(() => expect(textOf(panel())).toContain("The date is unclear."));
    expect(panel().find(Alert).props.title).toBe("As the deal is now, the next try would send nothing");
  });

  test("is handed to somebody else", async () => {
    const { panel, sent, shows, find } = await mending("l-1", {
      "POST /ui/dead-letters/l-1/assign": { ...refusedPush, owner: 78, ownerEmail: "ben@northwind.example" },
    });
    await soon(() => expect(panel().find(Select).props.options).toHaveLength(2));
    panel().find(Select).props.onChange?.(78);
    await shows("ben@northwind.example");
    expect(find(Alert).props.title).toBe("Ben Okafor looks after it now.");
    expect(sent()).toEqual([["POST /ui/dead-letters/l-1/assign", { userId: 78 }]]);
  });

  test("is tried again as it is", async () => {
    const { press, shows, sent, mocks } = await mending("l-1", {
      "POST /ui/dead-letters/l-1/retry": { ...refusedPush, state: "retrying" },
    });
    press("retry");
    await shows("being tried again");
    expect(sent()).toEqual([["POST /ui/dead-letters/l-1/retry", {}]]);
    expect(mocks.actions.closeOverlay.calls).toEqual([["letter-l-1"]]);
  });

  test("is tried again with what a person chose", async () => {
    const { press, type, panel, sent, shows } = await mending("l-1", {
      "POST /ui/dead-letters/l-1/retry": { ...refusedPush, state: "retrying" },
    });
    type("customerName", " Acme Robotics (HubSpot) ");
    await soon(() => expect(panel().find(Input, { name: "customerName" }).props.value).toContain("(HubSpot)"));
    press("retry");
    await shows("being tried again");
    expect(sent()).toEqual([["POST /ui/dead-letters/l-1/retry", { customerName: "Acme Robotics (HubSpot)" }]]);
  });

  test("that nothing of ours can mend is neither tried again nor edited", async () => {
    const { panel } = await mending("l-2");
    expect(panel().find(Button, { testId: "retry" }).props.disabled).toBe(true);
    expect(panel().findAll(Input)).toEqual([]);
    await soon(() => expect(textOf(panel())).toContain("Nothing had been sent to QuickBooks."));
  });

  test.each([
    ["taken on", null, finance.userId, "You look after it now."],
    ["given back", finance.userId, null, "Nobody looks after it now."],
  ])("is %s", async (_what, owner, userId, said) => {
    const { press, find, sent } = await mending("l-1", {
      "GET /ui/dead-letters": { ...waiting, deadLetters: [{ ...refusedPush, owner }, doubled] },
      "POST /ui/dead-letters/l-1/assign": { ...refusedPush, owner: userId },
    });
    press("assign");
    await soon(() => expect(find(Alert).props.title).toBe(said));
    expect(sent()).toEqual([["POST /ui/dead-letters/l-1/assign", { userId }]]);
  });

  test("is settled only with a reason, and leaves the list", async () => {
    const { press, panel, sent, rows, shows } = await mending("l-1", {
      "POST /ui/dead-letters/l-1/dismiss": { ...refusedPush, state: "dismissed" },
    });
    expect(panel().find(Button, { testId: "dismiss" }).props.disabled).toBe(true);
    panel().find(TextArea).props.onInput?.("Entered by hand.");
    await soon(() => expect(panel().find(Button, { testId: "dismiss" }).props.disabled).toBe(false));
    press("dismiss");
    await soon(() => expect(rows().flat()).not.toContain("Deal 31"));
    await shows("Order");
    expect(sent()).toEqual([["POST /ui/dead-letters/l-1/dismiss", { reason: "Entered by hand." }]]);
  });

  test("that somebody else settled meanwhile says so and stays", async () => {
    const { press, shows, page } = await mending("l-1", {
      "POST /ui/dead-letters/l-1/retry": refusal(409, "This dead letter is settled already."),
    });
    press("retry");
    await shows("This dead letter is settled already.");
    expect(page()).toContain("Deal 31");
  });
});
