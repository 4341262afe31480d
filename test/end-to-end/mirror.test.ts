import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { catchUp } from "../../api/flows/catch-up.ts";
import { fillMirror } from "../../api/flows/fill-mirror.ts";
import { mirrorCustomers } from "../../api/flows/mirror-customers.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { startStage, type Stage } from "./harness.ts";
import { booksOf, mirrorOf } from "./mirror-truth.ts";
import { feedMirror, workWaiting } from "./waiting-jobs.ts";

type View = {
  connections: {
    kinds: { kind: string; state: string; done: number; total: number | null }[];
    upToDateAt: string | null;
    reads: { used: number; alarm: boolean };
  }[];
};

let stage: Stage;
let place: { portalId: number; connectionId: string };
beforeAll(async () => {
  stage = await startStage();
  const [connection] = await stage.db.store.inPortal(NORTHWIND_PORTAL, (tx) => tx.connections.list());
  place = { portalId: NORTHWIND_PORTAL, connectionId: connection?.connectionId ?? "" };
});
afterAll(() => stage?.stop());
beforeEach(async () => {
  await feedMirror(stage);
  stage.sandbox.quickbooks.wire.requests.length = 0;
});

const people = () => stage.sandbox.quickbooks.people;
const view = () => stage.actors.ask<View>("rep", "/ui/mirror");
const asked = (part: string) => stage.sandbox.quickbooks.wire.requests.filter(({ path }) => decodeURIComponent(path).includes(part));
const soldTo = (customer: string, amount: number) => ({
  CustomerRef: { value: customer },
  CurrencyRef: { value: "USD" },
  Line: [
    { DetailType: "SalesItemLineDetail", Amount: amount, SalesItemLineDetail: { ItemRef: { value: "5" }, Qty: 1, UnitPrice: amount } },
  ],
});
const invoiceOf = (customer: string, amount: number) => people().create(US_REALM, "Invoice", soldTo(customer, amount));
const later = (what: Temporal.DurationLike) => stage.clock.sleep(Temporal.Duration.from(what).total("milliseconds"));

/** The webhooks of what just happened never come. */
function loseWebhooks(): void {
  const { webhooks } = stage.sandbox.quickbooks;
  webhooks.forget();
  webhooks.configure({ held: true });
}

/** Delivers what QuickBooks has to tell, and lets the workers do what follows. */
async function hear(): Promise<void> {
  const { webhooks } = stage.sandbox.quickbooks;
  webhooks.configure({ held: false });
  await webhooks.flush();
  webhooks.configure({ held: true });
  await feedMirror(stage);
}

describe("a company that was joined", () => {
  test("is in the mirror as a whole, with what people made by hand, and says how far it is", async () => {
    expect(await mirrorOf(stage)).toEqual(booksOf(stage));
    const [connection] = (await view()).connections;
    expect(connection?.kinds.map(({ kind, state }) => [kind, state])).toEqual(
      ["item", "order", "payment", "creditMemo", "invoice"].map((kind) => [kind, "done"]),
    );
    expect(connection?.kinds.every(({ done, total }) => done === total)).toBe(true);
    expect(connection?.upToDateAt).toBe("2026-11-20T15:00:00Z");
  });

  test("with more changes than change data capture tells is read as a whole, on from where a run has died, and what is gone is found", async () => {
    const gone = stage.sandbox.quickbooks.all(US_REALM, "Estimate")[0];
    for (let made = 0; made < 1_030; made++) people().create(US_REALM, "Estimate", soldTo("1", 10 + made));
    people().delete(US_REALM, "Estimate", gone?.Id ?? "");
    loseWebhooks();
    await later({ hours: 4 });
    stage.sandbox.quickbooks.wire.faults.add({ match: { path: "Estimate.*STARTPOSITION%20976" }, when: "after", kind: "drop" });
    await catchUp(stage.tieout.needs, place);
    for (let run = 0; run < 8; run++) {
      await fillMirror(stage.tieout.needs, place).catch((error: unknown) => expect(error).toMatchObject({ kind: "unavailable" }));
    }
    await feedMirror(stage);
    const pages = asked("SELECT * FROM Estimate").map(({ path }) => /STARTPOSITION (\d+)/.exec(decodeURIComponent(path))?.[1]);
    expect(pages).toEqual(["1", "976", "976"]);
    expect((await view()).connections[0]?.kinds.find(({ kind }) => kind === "order")).toMatchObject({
      state: "done",
      total: Object.keys(booksOf(stage)["Estimate"] ?? {}).length,
    });
    expect(await mirrorOf(stage)).toEqual(booksOf(stage));
  });

  test("that nobody asked for a month is read as a whole", async () => {
    await later({ hours: 24 * 31 });
    invoiceOf("1", 64);
    loseWebhooks();
    await catchUp(stage.tieout.needs, place);
    await feedMirror(stage);
    expect(asked("/cdc")).toEqual([]);
    expect(await mirrorOf(stage)).toEqual(booksOf(stage));
  });

  test("is kept up to date from where its reading began, though the process ended right after the last step", async () => {
    await later({ hours: 24 * 31 });
    const begun = stage.clock.now();
    await catchUp(stage.tieout.needs, place);
    const { needs } = stage.tieout;
    const isRead = async () => (await view()).connections[0]?.kinds.every(({ state }) => state === "done");
    const dying: typeof needs.store = {
      ...needs.store,
      async inPortal(portalId, work) {
        if (await isRead()) throw new Error("The process has ended.");
        return needs.store.inPortal(portalId, work);
      },
    };
    while (!(await isRead())) await fillMirror({ ...needs, store: dying }, place).catch(() => undefined);
    await fillMirror(needs, place);
    expect((await view()).connections[0]?.upToDateAt).toBe(begun.toString());
  });
});

describe("webhooks that were lost for a day", () => {
  test("leave nothing wrong after the next catching up", async () => {
    const [paid, voided, deleted, moved, credited] = [100, 200, 300, 400, 500].map((amount) => invoiceOf("3", amount));
    await hear();
    const payment = people().receivePayment(US_REALM, paid!.Id);
    const wrong = people().receivePayment(US_REALM, moved!.Id, 50);
    await hear();
    expect(await mirrorOf(stage)).toEqual(booksOf(stage));

    people().delete(US_REALM, "Payment", payment.Id);
    people().void(US_REALM, "Invoice", voided!.Id);
    people().delete(US_REALM, "Invoice", deleted!.Id);
    people().edit(US_REALM, "Payment", wrong.Id, {
      CustomerRef: { value: "3" },
      Line: [{ Amount: 50, LinkedTxn: [{ TxnId: paid!.Id, TxnType: "Invoice" }] }],
    });
    const memo = people().create(US_REALM, "CreditMemo", soldTo("3", 120));
    people().applyCredit(US_REALM, memo.Id, credited!.Id);
    people().edit(US_REALM, "Item", "5", { UnitPrice: 77 });
    loseWebhooks();
    await later({ hours: 24 });
    expect(await mirrorOf(stage)).not.toEqual(booksOf(stage));
    await catchUp(stage.tieout.needs, place);
    await feedMirror(stage);
    expect(await mirrorOf(stage)).toEqual(booksOf(stage));
    expect(asked("/cdc").length).toBe(1);
  });
});

test("what change data capture calls deleted stays when a read finds it", async () => {
  const invoice = invoiceOf("3", 95);
  await hear();
  const { needs } = stage.tieout;
  const deleted = [{ kind: "invoice", id: invoice.Id } as const];
  const readChanges = () => Promise.resolve({ records: [], unread: [], deleted, complete: true });
  await catchUp({ ...needs, erp: (...which) => ({ ...needs.erp(...which), readChanges }) }, place);
  expect(await mirrorOf(stage)).toEqual(booksOf(stage));
});

describe("webhooks", () => {
  test("of one record within half a minute cost two reads at most: one at once, one at the end", async () => {
    const invoice = invoiceOf("4", 90);
    await hear();
    await later({ minutes: 2 });
    stage.sandbox.quickbooks.wire.requests.length = 0;
    const { webhooks } = stage.sandbox.quickbooks;
    for (const memo of ["one", "two", "three", "four"]) {
      people().edit(US_REALM, "Invoice", invoice.Id, { PrivateNote: memo });
      webhooks.configure({ held: false });
      await webhooks.flush();
      await feedMirror(stage, { due: true });
      await later({ seconds: 3 });
    }
    await feedMirror(stage);
    expect(asked(`/invoice/${invoice.Id}?`).length).toBe(2);
    expect(await mirrorOf(stage)).toEqual(booksOf(stage));
  });
});

describe("a record that cannot be read", () => {
  type Letters = { deadLetters: { cause: string; message: string; record: { object: string; id: string } }[] };
  const letters = async () =>
    (await stage.actors.ask<Letters>("admin", "/ui/dead-letters")).deadLetters.map(({ cause, record }) => [
      cause,
      record.object,
      record.id,
    ]);
  /** QuickBooks sends a field of the record in a form that nobody knows, until what this answers is called. */
  function spoil(kind: "Invoice" | "Customer", id: string): () => void {
    const field = kind === "Invoice" ? "DocNumber" : "FamilyName";
    const record = () => stage.sandbox.quickbooks.find(US_REALM, kind, id)!;
    const was = record()[field];
    Object.assign(record(), { [field]: 7 });
    return () => void Object.assign(record(), { [field]: was });
  }
  async function readCustomers(): Promise<void> {
    await stage.db.store.inPortal(NORTHWIND_PORTAL, (tx) => tx.mirroredCustomers.startFill(place.connectionId, stage.clock.now()));
    await mirrorCustomers(stage.tieout.needs, place);
  }
  const without = (facts: ReturnType<typeof booksOf>, id: string) => {
    const { [id]: _one, ...others } = facts["Invoice"] ?? {};
    return { ...facts, Invoice: others };
  };

  test("holds up no other that changed, waits as a dead letter, and is taken in once it changes", async () => {
    const odd = invoiceOf("3", 90);
    const other = invoiceOf("3", 91);
    const mend = spoil("Invoice", odd.Id);
    loseWebhooks();
    await later({ hours: 4 });
    await catchUp(stage.tieout.needs, place);
    await feedMirror(stage);
    expect(await mirrorOf(stage)).toEqual(without(booksOf(stage), odd.Id));
    expect((await mirrorOf(stage))["Invoice"]).toHaveProperty(other.Id);
    expect(await letters()).toEqual([["unreadableRecord", "invoice", odd.Id]]);

    await later({ hours: 4 });
    await catchUp(stage.tieout.needs, place);
    expect(asked(`/invoice/${odd.Id}?`), "nobody asks for it again and again").toEqual([]);

    mend();
    people().edit(US_REALM, "Invoice", odd.Id, { PrivateNote: "saved again" });
    loseWebhooks();
    await later({ hours: 4 });
    await catchUp(stage.tieout.needs, place);
    await feedMirror(stage);
    expect(await mirrorOf(stage)).toEqual(booksOf(stage));
    expect(await letters()).toEqual([]);
  });

  test("as an invoice leaves its payment in the mirror, and is read once for each event", async () => {
    const odd = invoiceOf("3", 92);
    await hear();
    await later({ minutes: 2 });
    const mend = spoil("Invoice", odd.Id);
    const payment = people().receivePayment(US_REALM, odd.Id, 50);
    stage.sandbox.quickbooks.wire.requests.length = 0;
    stage.sandbox.quickbooks.webhooks.configure({ held: false });
    await stage.sandbox.quickbooks.webhooks.flush();
    await workWaiting(stage);
    expect((await mirrorOf(stage))["Payment"]).toHaveProperty(payment.Id);
    expect(await letters()).toEqual([["unreadableRecord", "invoice", odd.Id]]);
    expect(asked(`/invoice/${odd.Id}?`).length).toBeLessThanOrEqual(2);
    mend();
    people().edit(US_REALM, "Invoice", odd.Id, { PrivateNote: "saved again" });
    await later({ minutes: 2 });
    await hear();
    expect(await mirrorOf(stage)).toEqual(booksOf(stage));
    expect(await letters()).toEqual([]);
  });

  test("does not keep the company from being read as a whole, neither do customers", async () => {
    const odd = invoiceOf("3", 93);
    await hear();
    await readCustomers();
    const known = (await mirrorOf(stage))["Invoice"]?.[odd.Id];
    const mend = [spoil("Invoice", odd.Id), spoil("Customer", "3")];
    await later({ hours: 24 * 31 });
    invoiceOf("3", 94);
    loseWebhooks();
    const { needs } = stage.tieout;
    await catchUp(needs, place);
    await feedMirror(stage);
    await readCustomers();
    expect(without(await mirrorOf(stage), odd.Id)).toEqual(without(booksOf(stage), odd.Id));
    expect((await mirrorOf(stage))["Invoice"]?.[odd.Id], "it stays as it was known").toBe(known);
    const customers = await stage.db.store.inPortal(NORTHWIND_PORTAL, (tx) => tx.mirroredCustomers.read(place.connectionId, ["3", "4"]));
    expect([...customers.keys()]).toEqual(expect.arrayContaining(["3", "4"]));
    expect((await view()).connections[0]?.kinds.map(({ state }) => state)).toEqual(Array(5).fill("done"));
    expect(await letters()).toHaveLength(2);
    expect(await letters()).toEqual(
      expect.arrayContaining([
        ["unreadableRecord", "customer", "3"],
        ["unreadableRecord", "invoice", odd.Id],
      ]),
    );

    for (const each of mend) each();
    await readCustomers();
    await later({ hours: 24 * 31 });
    await catchUp(needs, place);
    await feedMirror(stage);
    expect(await letters()).toEqual([]);
  });
});
