import { afterAll, beforeAll, expect, test } from "vitest";
import { handleInbox } from "../../api/flows/handle-inbox.ts";
import { mirrorCustomer } from "../../api/flows/mirror-customers.ts";
import { contactOf } from "../sandbox/seed/hubspot-buyers.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { RULE_CONTACTS, RULE_DEAL_IDS } from "../sandbox/seed/rule-cases.ts";
import { push, rowsOf, startStage, type Stage } from "./harness.ts";
import { workWaiting } from "./waiting-jobs.ts";

const PERSON = RULE_CONTACTS[0]?.id ?? "";
const PERSONS_DEAL = RULE_DEAL_IDS["scully"] ?? "";
const BILLING = contactOf("globex");

let stage: Stage;
/** How the two may be named: by name or address. The mailbox of a company is the company's, and the books' to forget. */
let names: string[];
let mailbox: string;
beforeAll(async () => {
  stage = await startStage();
  const hubspot = stage.sandbox.hubspot.portal(NORTHWIND_PORTAL);
  const [person, billing] = [PERSON, BILLING].map((id) => hubspot.read("contacts", id).properties);
  names = [person?.["email"], person?.["lastname"], person?.["address"], billing?.["lastname"]].flatMap((text) => text || []);
  mailbox = billing?.["email"] ?? "";
  for (const deal of [PERSONS_DEAL, DEAL_IDS.globex]) {
    hubspot.patch("deals", deal, { dealstage: "closedwon", dealname: "A sale" });
    await push(stage, deal);
  }
  await workWaiting(stage);
});
afterAll(() => stage?.stop());

const store = () => stage.tieout.needs.store;

/** Everything that the product has stored, sealed payloads opened. */
async function everything(): Promise<string> {
  const tables = (await rowsOf(stage.db.url, "select table_name as name from information_schema.tables where table_schema = 'public'")).map(
    ({ name }) => name,
  );
  const texts = await Promise.all(
    tables
      .map(String)
      .map(async (name) => `${name}: ${JSON.stringify(await rowsOf(stage.db.url, `select to_jsonb(t) as row from ${name} t`))}`),
  );
  const lines = await rowsOf(stage.db.url, "select line_id from sync_log where payload is not null");
  const payloads = await store().inPortal(NORTHWIND_PORTAL, async (tx) => {
    const opened: (string | null | undefined)[] = [];
    for (const { line_id } of lines) opened.push((await tx.syncLog.read(String(line_id)))?.payload);
    return opened;
  });
  return [...texts, ...payloads].join("\n");
}

const found = (text: string) => names.filter((name) => text.toLowerCase().includes(name.toLowerCase()));
const orders = () => stage.sandbox.quickbooks.all(US_REALM, "Estimate").length;
const links = () => store().inPortal(NORTHWIND_PORTAL, (tx) => tx.links.customersOf(`contact:${PERSON}`));

test("two people who bought and were billed are in what we store, until they are deleted in HubSpot for privacy", async () => {
  expect(found(await everything())).toEqual(names);
  for (const contact of [PERSON, BILLING]) stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).forget(contact);
  stage.sandbox.hubspot.world.webhooks.set({ held: false });
  await stage.sandbox.hubspot.flushWebhooks();
  await handleInbox(stage.tieout.needs);
  await workWaiting(stage);
  const left = await everything();
  expect(found(left)).toEqual([]);
  const places = left.split("\n").filter((line) => line.includes(mailbox));
  expect(places.map((line) => line.split(":")[0])).toEqual(["mirrored_customers", "customer_keys"]);
});

test("who did what stays in the audit log, by their id alone", async () => {
  const entries = await rowsOf(
    stage.db.url,
    "select object_id, details from audit_log where what = 'person.forgotten' order by object_id desc",
  );
  expect(entries).toEqual([
    { object_id: PERSON, details: { deals: 1 } },
    { object_id: BILLING, details: { deals: 1 } },
  ]);
  expect(await rowsOf(stage.db.url, "select from inbox_events where type like 'contact.%'")).toEqual([]);
});

test("the books keep their customer, which is not copied again", async () => {
  const [link] = await links();
  expect(stage.sandbox.quickbooks.find(US_REALM, "Customer", link?.externalId ?? "")).toMatchObject({ FamilyName: "Scully" });
  const place = { portalId: NORTHWIND_PORTAL, connectionId: link?.connectionId ?? "" };
  await mirrorCustomer(stage.tieout.needs, place, link?.externalId ?? "");
  expect(await rowsOf(stage.db.url, `select from mirrored_customers where customer_id = '${link?.externalId}'`)).toEqual([]);
});

test("no deal of theirs gets a second order", async () => {
  const before = orders();
  for (const deal of [PERSONS_DEAL, DEAL_IDS.globex]) await push(stage, deal);
  expect(orders()).toBe(before);
});
