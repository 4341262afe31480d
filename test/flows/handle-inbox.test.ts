import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { handleInbox } from "../../api/flows/handle-inbox.ts";
import type { Needs } from "../../api/flows/needs.ts";
import type { InboxEvent } from "../../api/ports/inbox.ts";
import { createTestDatabase, onServer, type TestDatabase } from "../database.ts";
import { NO_JOURNAL } from "../no-journal.ts";
import { joinPortal, NOW, rowsOf } from "../store/fixtures.ts";

const [ONE, TWO] = [7_301, 7_302];

let db: TestDatabase;
let now = NOW;
beforeAll(async () => {
  db = await createTestDatabase();
  for (const portalId of [ONE, TWO]) await joinPortal(db, portalId);
  await onServer(
    db.url,
    "create table broken (portal_id bigint, deal_id text, code text)",
    "grant select on broken to public",
    `create function break_some() returns trigger language plpgsql as $$ declare fault text; begin
       select code into fault from broken where portal_id = new.portal_id and (deal_id is null or deal_id = new.deal_id);
       if found then raise 'broken' using errcode = fault; end if;
       return new; end $$`,
    "create trigger break_some before insert or update on deals for each row execute function break_some()",
  );
});
afterAll(() => db.drop());
beforeEach(async () => {
  now = NOW;
  await onServer(db.url, "truncate inbox_events, broken, deals, dead_letters cascade", "delete from pgboss.job");
});

const run = () =>
  handleInbox({ store: db.store, journal: NO_JOURNAL, clock: { now: () => now, sleep: async () => undefined } } as Partial<Needs> as Needs);

async function arrive(...events: [portalId: number, dealId: string][]): Promise<void> {
  const stored = events.map<InboxEvent>(([portalId, objectId]) => ({
    id: randomUUID(),
    source: "hubspot",
    dedupeKey: randomUUID(),
    portalId,
    realmId: null,
    type: "deal.propertyChange",
    objectId,
    occurredAt: NOW,
  }));
  await db.store.inSystem((tx) => tx.inbox.store(stored));
}

const pushes = async () =>
  (await rowsOf<{ deal: string }>(db.url, "select data->>'dealId' as deal from pgboss.job where name = 'push-deal' order by 1")).map(
    ({ deal }) => deal,
  );
const inbox = () =>
  rowsOf(
    db.url,
    "select object_id as deal, tries, fault, handled_at is not null as handled, set_aside_at is not null as aside from inbox_events order by 1",
  );
const letters = (portalId: number) => db.store.inPortal(portalId, (tx) => tx.deadLetters.list({ after: 0, limit: 10 }));

test("an event that cannot be taken in is set aside and told, and holds up no other of its portal or of another", async () => {
  await onServer(db.url, `insert into broken values (${ONE}, '2', 'P0001')`);
  await arrive([ONE, "1"], [ONE, "2"], [ONE, "3"], [TWO, "4"]);

  await run();

  expect(await pushes()).toEqual(["1", "3", "4"]);
  expect(await inbox()).toMatchObject([
    { deal: "1", handled: true },
    { deal: "2", handled: false, aside: true, fault: "internal" },
    { deal: "3", handled: true },
    { deal: "4", handled: true },
  ]);
  expect(await letters(ONE)).toMatchObject([{ kind: "handle-inbox", record: { object: "deal", id: "2" }, job: null, state: "open" }]);
  expect(await letters(TWO)).toEqual([]);
  await onServer(db.url, "truncate broken");
  await run();
  expect(await pushes()).toEqual(["1", "3", "4"]);
});

test("a portal that cannot be reached for a while keeps its events and holds up no other; they are taken in when it can", async () => {
  await onServer(db.url, `insert into broken values (${ONE}, null, '55P03')`);
  await arrive([ONE, "1"], [ONE, "2"], [TWO, "3"]);

  await run();
  expect(await pushes()).toEqual(["3"]);
  const [job] = await rowsOf(
    db.url,
    "select extract(epoch from start_after - created_on)::integer as waits from pgboss.job where name = 'handle-inbox'",
  );
  expect(job).toEqual({ waits: 2 });
  await onServer(db.url, "truncate broken");
  await run();
  expect(await pushes()).toEqual(["3"]);
  now = now.add({ seconds: 2 });
  await run();
  expect(await pushes()).toEqual(["1", "2", "3"]);
});

test("what never can be taken in is tried six times within an hour and then set aside", async () => {
  await onServer(db.url, `insert into broken values (${ONE}, null, '55P03')`);
  await arrive([ONE, "1"]);
  for (let tries = 0; tries < 40; tries += 1) {
    await run();
    now = now.add({ minutes: 10 });
  }
  expect(await inbox()).toEqual([{ deal: "1", tries: 6, fault: "busy", handled: false, aside: true }]);
  expect(await letters(ONE)).toMatchObject([{ code: "busy", attempts: 1 }]);
});

test("an event whose company cannot be read any more, its key being lost, is set aside and holds up no other", async () => {
  await arrive([ONE, "1"]);
  await onServer(
    db.url,
    `insert into inbox_events (event_id, source, dedupe_key, realm, type, object_id, occurred_at)
     values ('old', 'quickbooks', 'old', 'lost:AAAA', 'invoice.updated', '5', now())`,
  );
  await arrive([TWO, "2"]);
  await run();
  expect(await pushes()).toEqual(["1", "2"]);
  expect(await rowsOf(db.url, "select event_id, fault from inbox_events where set_aside_at is not null")).toEqual([
    { event_id: "old", fault: "unreadable" },
  ]);
});
