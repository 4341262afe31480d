import { Alert, Button, Checkbox, EmptyState, Link, ProgressBar, TextArea } from "@hubspot/ui-extensions";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { Hold } from "../../../hubspot-app/src/app/pages/drift/contract.ts";
import { usd } from "../example-view.ts";
import { textOf } from "../text-of.ts";
import { desk, soon } from "./desk-on-page.tsx";
import { refusal, type Routes } from "./fake-api.ts";

const invoiced: Hold = {
  id: "h-1",
  why: "invoiced",
  deal: { id: "31000000001", company: "Globex Corporation", url: "/contacts/7/record/0-3/31000000001" },
  order: { number: "1001", url: "https://qbo.intuit.com/app/estimate?txnId=145", net: usd("1200.00") },
  invoices: [{ number: "1007", url: "https://qbo.intuit.com/app/invoice?txnId=201", net: usd("1200.00") }],
  since: "2026-11-24T15:04:00Z",
  state: "open",
  answers: ["adopt", "keep", "stop"],
  answeredBy: null,
  answeredAt: null,
  reason: null,
};
const order = (number: string) => ({ ...invoiced.order, number });
const rejected: Hold = { ...invoiced, id: "h-2", why: "rejected", order: order("1002"), invoices: [], answers: ["wait", "cancel"] };
const closed: Hold = { ...invoiced, id: "h-3", why: "closed", order: order("1003"), invoices: [], answers: ["keep", "stop"] };
const open = { "GET /ui/drift": { drift: [], cursor: null }, "GET /ui/holds": { holds: [invoiced, rejected, closed], cursor: null } };

afterEach(() => vi.unstubAllGlobals());

async function answering({ id }: Hold, routes: Routes = {}) {
  const screen = desk("/drift", { ...open, ...routes });
  await screen.shows("Order 1001");
  screen.openPanel(`hold-${id}`);
  const form = () => screen.overlay(`open-hold-${id}`);
  return { ...screen, form, press: (testId: string) => form().find(Button, { testId }).trigger("onClick") };
}

test("orders on hold stand with what was made of them, and order and invoices open in QuickBooks", async () => {
  const { shows, rows, findAll, find } = desk("/drift", open);
  await shows("voids or deletes in QuickBooks come here.");
  const since = "Nov 24, 2026, 10:04 AM";
  expect(rows().slice(1)).toEqual([
    ["Order 1001", "Globex Corporation", "Invoiced by hand", "$1,200.00", "Invoice 1007 $1,200.00", since, "Answer"],
    ["Order 1002", "Globex Corporation", "Rejected", "$1,200.00", "None", since, "Answer"],
    ["Order 1003", "Globex Corporation", "Closed", "$1,200.00", "None", since, "Answer"],
  ]);
  const leads = findAll(Link).map(({ props }) => props.href);
  expect(leads.slice(0, 3)).toEqual([
    { url: invoiced.order.url, external: true },
    invoiced.deal.url,
    { url: invoiced.invoices[0]?.url, external: true },
  ]);
  expect(find(EmptyState).props.title).toBe("No document has changed");
});

test.each<[string, Hold, string, string[]]>([
  ["an invoice", invoiced, "billed twice", ["It is all of it", "Bill the order too", "Stop here"]],
  ["a rejection", rejected, "is another answer to come", ["Keep waiting", "Cancel the order"]],
  ["a closed order", closed, "no invoice was made from it", ["It is still to be billed", "Stop here"]],
])(
  "%s is asked about with its own answers, each with what it means, and none promises what is not done",
  async (_what, hold, asked, labels) => {
    const { form } = await answering(hold);
    const buttons = form().findAll(Button).map(textOf);
    expect(buttons).toEqual([...labels, "Back"]);
    for (const label of labels) expect(textOf(form())).toContain(`${label}:`);
    expect(textOf(form())).toContain(asked);
    expect(textOf(form())).toContain("Nothing is changed in QuickBooks by any of these, and Tieout makes no invoices");
  },
);

test("an answer goes out with its reason, and the order leaves the list", async () => {
  const { form, press, sent, find, rows } = await answering(invoiced, {
    "POST /ui/holds/answer": { answered: [{ ...invoiced, state: "adopt" }], refused: [] },
  });
  form().find(TextArea).props.onInput?.("Billed at once");
  press("adopt");
  await soon(() => expect(find(Alert).props.title).toBe("Order 1001: invoiced in full."));
  expect(sent()).toEqual([["POST /ui/holds/answer", { ids: ["h-1"], answer: "adopt", reason: "Billed at once" }]]);
  expect(rows().length).toBe(3);
});

test("an answer that came too late says so on its row and leaves the order", async () => {
  const { press, find, shows, rows } = await answering(rejected, {
    "POST /ui/holds/answer": { answered: [], refused: [{ id: "h-2", message: "Somebody has answered this already." }] },
  });
  press("cancel");
  await shows("Somebody has answered this already.");
  expect(find(Alert).props.title).toBe("This was not done");
  expect(rows()[2]?.at(-1)).toBe("Answer Somebody has answered this already.");
  expect(rows().length).toBe(4);
});

describe("several orders at once", () => {
  const many = Array.from({ length: 25 }, (_, index): Hold => ({ ...invoiced, id: `m-${index}`, order: order(String(2000 + index)) }));
  const partly: Hold = { ...invoiced, id: "partly", order: order("1999"), invoices: [{ ...invoiced.invoices[0]!, net: usd("700.00") }] };
  const holds = { holds: [...many, partly, rejected, closed], cursor: null };
  type Asked = { ids: string[]; answer: Hold["state"] };

  function several(routes: Routes = {}) {
    const screen = desk("/drift", { ...open, "GET /ui/holds": holds, ...routes });
    const pick = (label: string) => screen.find(Button, { testId: `pick ${label}` }).trigger("onClick");
    const form = () => screen.overlay("open-several-holds");
    const give = (answer: string) => {
      screen.openPanel("several-holds");
      form().find(Button, { testId: answer }).trigger("onClick");
    };
    return { ...screen, pick, form, give };
  }

  test("are picked by why they are on hold, and those that were invoiced to the cent apart", async () => {
    const { shows, findAll, find, pick, page, openPanel, form } = several();
    await shows("Order 1999");
    expect(findAll(Button, ({ props }) => props.testId?.startsWith("pick") === true).map(textOf)).toEqual([
      "All invoiced in full (25)",
      "All invoiced by hand (26)",
    ]);
    pick("All invoiced in full");
    await soon(() => expect(page()).toContain("25 orders selected: $30,000.00"));
    expect(find(Checkbox, { name: "choose-h-2" }).props.readOnly).toBe(true);
    find(Checkbox, { name: "choose-partly" }).props.onChange?.(true, "");
    await soon(() => expect(page()).toContain("26 orders selected: $31,200.00"));
    openPanel("several-holds");
    expect(form().find(Alert).props.title).toBe("Invoiced over another amount than the order: 1 of these");
    expect(textOf(form())).toContain("Order 1999 of Globex Corporation");
  });

  test("get one answer a part at a time; those that took it leave, the others stay and say why", async () => {
    let second: () => void = () => undefined;
    const wait = new Promise<void>((resolve) => (second = resolve));
    const screen = several({
      "POST /ui/holds/answer": async ({ body }) => {
        const { ids, answer } = body as Asked;
        if (ids.length < 20) await wait;
        const answered = many.filter(({ id }) => ids.includes(id) && id !== "m-3").map((hold) => ({ ...hold, state: answer }));
        return { answered, refused: ids.includes("m-3") ? [{ id: "m-3", message: "Somebody was quicker." }] : [] };
      },
    });
    await screen.shows("Order 1999");
    screen.pick("All invoiced in full");
    await screen.shows("25 orders selected");
    screen.give("adopt");
    await soon(() => expect(screen.find(ProgressBar).props).toMatchObject({ value: 20, maxValue: 25 }));
    second();
    const said = "24 orders: invoiced in full. 1 other could not be answered; the rows say why.";
    await soon(() => expect(screen.find(Alert).props.title).toBe(said));
    expect(screen.sent().map(([, body]) => (body as Asked).ids.length)).toEqual([20, 5]);
    expect(
      screen
        .rows()
        .slice(1)
        .map(([first, ...cells]) => [first, cells.at(-1)]),
    ).toEqual([
      ["Order 2003", "Answer Somebody was quicker."],
      ["Order 1999", "Answer"],
      ["Order 1002", "Answer"],
      ["Order 1003", "Answer"],
    ]);
  });

  test("of which the answer is lost on its way say that, and the list is read again", async () => {
    const screen = several({ "POST /ui/holds/answer": refusal(503, "The database is away.") });
    await screen.shows("Order 1999");
    screen.pick("All invoiced by hand");
    await screen.shows("26 orders selected");
    screen.give("stop");
    await screen.shows("The database is away.");
    await soon(() => expect(screen.calls.filter(({ path }) => path === "/ui/holds")).toHaveLength(2));
  });
});

test("orders on hold that cannot be read say so, and the changed documents are there all the same", async () => {
  const { shows } = desk("/drift", { ...open, "GET /ui/holds": refusal(503, "The database is away.") });
  await shows("The database is away.");
  await shows("voids or deletes in QuickBooks come here.");
});

test("what was answered stands with who, when and why", async () => {
  const answered = {
    ...{ ...closed, state: "stop", answers: [], reason: "Paid in cash", answeredAt: "2026-11-25T09:30:00Z" },
    answeredBy: { userId: 3, email: "finance@northwind.example" },
  } as const;
  const { shows, chooseTab, rows, calls } = desk("/drift", { ...open, "GET /ui/holds": { holds: [answered], cursor: null } });
  await shows("Order 1003");
  chooseTab("screen", "answered");
  await shows("Paid in cash");
  expect(rows().at(-1)?.at(-1)).toBe("Ended finance@northwind.example Nov 25, 2026, 4:30 AM Paid in cash");
  expect(calls.at(-1)?.query.get("state")).toBe("answered");
});
