import { Alert, Button, EmptyState, Link, TableRow, TableCell, Tag } from "@hubspot/ui-extensions";
import { afterEach, describe, expect, test, vi } from "vitest";
import { textOf } from "../text-of.ts";
import { desk, soon } from "./desk-on-page.tsx";
import { linked, sleeping, traders, uncertain } from "./example-matches.ts";
import { refusal, type Routes } from "./fake-api.ts";

afterEach(() => vi.unstubAllGlobals());
const open = { "GET /ui/matches": { matches: [uncertain], cursor: null } };

async function comparing(routes: Routes = {}) {
  const screen = desk("/matches", { ...open, ...routes });
  await screen.shows("Northwind Traders Inc");
  screen.openPanel("match-m-1");
  const panel = () => screen.overlay("open-match-m-1");
  await soon(() => panel().find(Tag));
  const press = (testId: string) => panel().find(Button, { testId }).trigger("onClick");
  return { ...screen, panel, press };
}

describe("a buyer that is not certain", () => {
  test("stands with its deals, its best candidate and why it is not certain", async () => {
    const { shows, rows } = desk("/matches", open);
    await shows("70 points, but the legal forms differ");
    expect(rows()[1]).toEqual([
      "Northwind Traders Inc Company, USD",
      "Northwind platform",
      "Northwind Traders LLC, 70 points of 2 candidates",
      "70 points, but the legal forms differ",
      "Compare",
    ]);
  });

  test("is compared with each candidate: score, reasons, what speaks against it, and the differences side by side", async () => {
    const { panel } = await comparing();
    const words = textOf(panel());
    expect(words).toContain("Who it may be in QuickBooks 70 points, but the legal forms differ");
    expect(words).toContain("ap@northwind.example +1 206 555 0100 northwind.example 1 Harbour Road");
    expect(words).toContain("Northwind Traders LLC 70 points Same name without the legal form Same web domain: northwind.example");
    expect(words).toContain("Against it Inc on the one side, LLC on the other");
    expect(words).toContain("Northwind (old) 32 points Inactive A sub-customer of Northwind Group Name alike No difference is known.");
    const rows = panel()
      .findAll(TableRow)
      .map((row) => row.findAll(TableCell).map(textOf));
    expect(rows).toContainEqual(["E-mail", "ap@northwind.example", "billing@northwind.example"]);
    expect(rows).toContainEqual(["Phone", "+1 206 555 0100", "–"]);
    expect(panel().find(Link).props.href).toEqual({ url: traders.url, external: true });
  });

  test("is linked, leaves the list and closes its panel", async () => {
    const { press, shows, find, sent, mocks } = await comparing({ "POST /ui/matches/m-1/link": { ...linked, id: "m-1" } });
    press("link-58");
    await shows("Buyers come here when it is not certain");
    expect(find(Alert).props.title).toBe("Northwind Traders Inc is Northwind Traders LLC in QuickBooks.");
    expect(sent()).toEqual([["POST /ui/matches/m-1/link", { customerId: "58" }]]);
    expect(mocks.actions.closeOverlay.calls).toEqual([["match-m-1"]]);
  });

  test("loses the candidate that it is not, and stays open for the others", async () => {
    const without = { ...uncertain, candidates: [sleeping] };
    const { press, panel, sent, mocks } = await comparing({ "POST /ui/matches/m-1/not-the-same": without });
    press("not-58");
    await soon(() => expect(panel().findAll(Tag).map(textOf)).toEqual(["32 points"]));
    expect(panel().find(Alert).props.title).toBe("Northwind Traders Inc is not Northwind Traders LLC. It is not suggested again.");
    expect(sent()).toEqual([["POST /ui/matches/m-1/not-the-same", { customerId: "58" }]]);
    expect(mocks.actions.closeOverlay.calls).toEqual([]);
  });

  test.each([
    ["becomes a new customer", "new-m-1", "new", {}],
    ["becomes a sub-customer", "reparent-m-1-58", "reparent", { customerId: "58" }],
  ])("%s only after a question", async (_what, id, step, body) => {
    const { overlay, sent, shows } = await comparing({ [`POST /ui/matches/m-1/${step}`]: { ...uncertain, state: "new" } });
    expect(textOf(overlay(id))).toContain("is made as a new customer");
    expect(sent()).toEqual([]);
    overlay(id)
      .find(Button, { testId: `${id}-sure` })
      .trigger("onClick");
    await shows("Buyers come here when it is not certain");
    expect(sent()).toEqual([[`POST /ui/matches/m-1/${step}`, body]]);
  });

  test("stays in the list when a decision is refused, with the reason", async () => {
    const { press, page, shows } = await comparing({ "POST /ui/matches/m-1/link": refusal(409, "This customer has another currency.") });
    press("link-58");
    await shows("This customer has another currency.");
    expect(page()).toContain("70 points, but the legal forms differ");
  });

  test("whose company was merged names the customers of the old ones without points: nothing was judged", async () => {
    const candidates = [{ ...traders, score: 0, reasons: ["It was the customer of one of the companies that were merged"] }];
    const { shows, rows } = desk("/matches", { "GET /ui/matches": { matches: [{ ...uncertain, candidates }], cursor: null } });
    await shows("Northwind Traders LLC");
    expect(rows()[1]?.[2]).toBe("Northwind Traders LLC");
  });

  test("that nobody in QuickBooks is like says so", async () => {
    const { shows } = desk("/matches", { "GET /ui/matches": { matches: [{ ...uncertain, candidates: [] }], cursor: null } });
    await shows("No customer like it is in QuickBooks");
  });
});

describe("a decided match", () => {
  const both: Routes = {
    "GET /ui/matches": ({ query }) => ({ matches: query.get("state") === "decided" ? [linked] : [], cursor: null }),
  };

  async function decided(routes: Routes = {}) {
    const screen = desk("/matches", { ...both, ...routes });
    await screen.shows("Buyers come here");
    screen.chooseTab("screen", "decided");
    await screen.shows("Linked by a person");
    return screen;
  }

  test("says who linked it to whom, when and why", async () => {
    const { rows } = await decided();
    expect(rows()[1]).toEqual([
      "Northwind Traders Inc Company, USD",
      "Northwind Traders LLC Linked by a person",
      "Chosen on the Finance desk",
      "finance@northwind.example Nov 25, 2026, 4:30 AM",
      "Undo",
    ]);
  });

  test("is taken back only after a question", async () => {
    const { overlay, sent, shows, find } = await decided({ "POST /ui/matches/m-2/undo": { ...uncertain, id: "m-2" } });
    expect(textOf(overlay("undo-m-2"))).toContain("has to be decided again");
    expect(sent()).toEqual([]);
    overlay("undo-m-2").find(Button, { testId: "undo-m-2-sure" }).trigger("onClick");
    await shows("Linked and new customers are listed here.");
    expect(find(Alert).props.title).toBe("The decision about Northwind Traders Inc is taken back.");
    expect(sent()).toEqual([["POST /ui/matches/m-2/undo", {}]]);
    expect(find(EmptyState).props.title).toBe("Nothing has been decided yet");
  });

  test("that has had its consequence cannot be taken back", async () => {
    const final = { ...linked, undoable: false };
    const screen = desk("/matches", { "GET /ui/matches": { matches: [final], cursor: null } });
    await screen.shows("Northwind Traders Inc");
    screen.chooseTab("screen", "decided");
    await screen.shows("Linked by a person");
    expect(() => screen.overlay("undo-m-2")).toThrow("opens anything");
  });
});
