import { Alert, Button, EmptyState, Link, TableCell, TextArea } from "@hubspot/ui-extensions";
import { afterEach, describe, expect, test, vi } from "vitest";
import { textOf } from "../text-of.ts";
import { desk, soon } from "./desk-on-page.tsx";
import { discounted, large, refused } from "./example-approvals.ts";
import { refusal, type Routes } from "./fake-api.ts";

afterEach(() => vi.unstubAllGlobals());
const open = { "GET /ui/approvals": { approvals: [discounted, large], cursor: null } };

/** The desk with the form open in which the first approval is decided. */
async function deciding(routes: Routes) {
  const screen = desk("/approvals", { ...open, ...routes });
  await screen.shows("Globex platform 2027");
  screen.openPanel("decide-a-1");
  const form = () => screen.overlay("open-decide-a-1");
  return {
    ...screen,
    form,
    decide: (label: string) =>
      form()
        .find(Button, ({ text }) => text === label)
        .trigger("onClick"),
  };
}

describe("the approvals", () => {
  test("stand with why they wait, discount, terms and size", async () => {
    const { shows, rows, find } = desk("/approvals", open);
    await shows("Wonka support");
    expect(rows().slice(1)).toEqual([
      [
        "Globex platform 2027 Globex Corporation",
        "The discount is 25 %, and more than 20 % has to be approved. Net 75 is not in the list of terms.",
        "25 %",
        "Net 75",
        "$120,000.00",
        "rep@northwind.example Nov 24, 2026, 10:04 AM",
        "Decide",
      ],
      ["Wonka support", "The contract is larger than $250,000.00.", "0 %", "–", "€1,234,567.89", "Tieout Nov 24, 2026, 10:04 AM", "Decide"],
    ]);
    expect(find(Link).props.href).toBe(discounted.dealUrl);
  });

  test("have their amounts on the right", async () => {
    const { shows, findAll } = desk("/approvals", open);
    await shows("Wonka support");
    const right = findAll(TableCell, ({ props }) => props.align === "right").map(textOf);
    expect(right).toEqual(["25 %", "$120,000.00", "0 %", "€1,234,567.89"]);
  });

  test("say that nothing waits", async () => {
    const { shows, find } = desk("/approvals", { "GET /ui/approvals": { approvals: [], cursor: null } });
    await shows("come here before they are pushed");
    expect(find(EmptyState).props.title).toBe("Nothing waits for an approval");
  });

  test("come a hundred at a time", async () => {
    const { shows, press, calls, maybeFind } = desk("/approvals", {
      "GET /ui/approvals": ({ query }) =>
        query.get("cursor") === "a 1" ? { approvals: [large], cursor: null } : { approvals: [discounted], cursor: "a 1" },
    });
    await shows("Globex platform 2027");
    press("Show more");
    await shows("Wonka support");
    await shows("Globex platform 2027");
    expect(calls.at(-1)?.query.get("state")).toBe("open");
    expect(maybeFind(Button, ({ text }) => text === "Show more")).toBeNull();
  });
});

describe("a decision", () => {
  test("approves without a reason, and the deal leaves the list", async () => {
    const { decide, shows, sent, rows } = await deciding({ "POST /ui/approvals/a-1/approve": { ...discounted, state: "approved" } });
    decide("Approve");
    await shows("Wonka support");
    await soon(() => expect(rows()).toHaveLength(2));
    expect(sent()).toEqual([["POST /ui/approvals/a-1/approve", {}]]);
  });

  test("that refuses needs a reason, which the rep sees", async () => {
    const { decide, form, sent, find, shows } = await deciding({ "POST /ui/approvals/a-1/refuse": refused });
    decide("Refuse");
    await soon(() => expect(form().find(TextArea).props.validationMessage).toBe("Say why it is refused."));
    expect(sent()).toEqual([]);
    form().find(TextArea).props.onInput?.(" Too much for a first order. ");
    await soon(() => expect(form().find(TextArea).props.error).toBe(false));
    decide("Refuse");
    await shows("Wonka support");
    await soon(() => expect(find(Alert).props.title).toContain("is refused. Its sales rep sees your reason"));
    expect(sent()).toEqual([["POST /ui/approvals/a-1/refuse", { reason: "Too much for a first order." }]]);
  });

  test("that is not allowed says why, and the deal stays", async () => {
    const { decide, find, shows, rows } = await deciding({
      "POST /ui/approvals/a-1/approve": refusal(409, "The deal has changed since. Look at it again."),
    });
    decide("Approve");
    await shows("The deal has changed since.");
    expect(find(Alert).props.title).toBe("This was not done");
    expect(rows()).toHaveLength(3);
  });

  test("whose answer was lost says that it is not certain", async () => {
    const { decide, find, shows } = await deciding({ "POST /ui/approvals/a-1/approve": new Error("offline") });
    decide("Approve");
    await shows("Tieout could not be reached");
    expect(find(Alert).props.title).toBe("It is not certain that this was done");
  });

  test("is listed with who, when and why", async () => {
    const { shows, rows, chooseTab } = desk("/approvals", {
      "GET /ui/approvals": ({ query }) => ({ approvals: query.get("state") === "decided" ? [refused] : [], cursor: null }),
    });
    await shows("come here before they are pushed");
    chooseTab("screen", "decided");
    await shows("Too much for a first order.");
    expect(rows()[1]).toEqual([
      "Globex platform 2027 Globex Corporation",
      "$120,000.00",
      "Refused",
      "finance@northwind.example Nov 25, 2026, 4:30 AM",
      "Too much for a first order.",
    ]);
  });
});
