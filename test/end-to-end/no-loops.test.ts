import { afterAll, beforeAll, expect, test } from "vitest";
import { SCHEDULED_KINDS } from "../../api/domain/schedule.ts";
import { lookAtSchedule } from "../../api/jobs/schedule.ts";
import { handlers } from "../../api/jobs/workers.ts";
import { WHOLE } from "../prove/size.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { COMPANY_IDS, contactOf } from "../sandbox/seed/hubspot-buyers.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { push, rowsOf, startStage, type Stage } from "./harness.ts";
import { workWaiting } from "./waiting-jobs.ts";

/** A week, hour by hour, when it is proved; else a day in one step. */
const STEPS = WHOLE ? 7 * 24 : 1;
const HOURS = WHOLE ? 1 : 24;
const BUYERS = WHOLE ? (["umbrella", "globex", "kord"] as const) : (["umbrella"] as const);

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
  const everything = { direction: "both", frequency: "onChange" };
  const { sync } = await stage.actors.ask<{ sync: object }>("admin", "/ui/settings");
  await stage.actors.ask("admin", "/ui/settings", {
    method: "PUT",
    body: { automaticPush: false, sync: { ...sync, customers: everything, contacts: everything } },
  });
  // The deals of others would only be looked at again and again.
  const ours = new Set<string>(BUYERS.map((buyer) => DEAL_IDS[buyer]));
  for (const { id } of person().list("deals")) if (!ours.has(id)) person().remove("deals", id);
  stage.sandbox.hubspot.world.webhooks.clear();
  for (const buyer of BUYERS) {
    person().patch("companies", COMPANY_IDS[buyer], { phone: "", tieout_billing_email: "" });
    await push(stage, DEAL_IDS[buyer]);
  }
}, 300_000);
afterAll(() => stage?.stop());

const person = () => stage.sandbox.hubspot.portal(NORTHWIND_PORTAL);
const people = () => stage.sandbox.quickbooks.people;
const wires = () => Object.entries({ hubspot: stage.sandbox.hubspot.wire, quickbooks: stage.sandbox.quickbooks.wire });

/** Both vendors deliver what they have to tell by now, our own writes too, and the workers do what follows. */
async function deliverAndWork(): Promise<void> {
  const { hubspot, quickbooks } = stage.sandbox;
  hubspot.world.webhooks.set({ held: false });
  quickbooks.webhooks.configure({ held: false });
  await hubspot.flushWebhooks(true);
  await quickbooks.webhooks.flush();
  hubspot.world.webhooks.set({ held: true });
  quickbooks.webhooks.configure({ held: true });
  await workWaiting(stage);
}

/** All that is ever done by the schedule, now. */
async function everythingDue(): Promise<void> {
  for (const kind of SCHEDULED_KINDS) await handlers(stage.tieout.needs)["run-scheduled"]({ portalId: NORTHWIND_PORTAL, kind });
  await deliverAndWork();
}

const calls = new Map<string, number>();

/** The writes since the last time; what was called is counted. */
function writesSince(): string[] {
  const writes: string[] = [];
  for (const [vendor, wire] of wires()) {
    for (const { method, path } of wire.requests.splice(0)) {
      const what = path
        .replace(/\?.*/, "")
        .replace(/^\/v3\/company\/\d+/, "")
        .replace(/\/\d+(?=\/|$)/g, "/:id");
      if (path.includes("oauth") || path.includes("control")) continue;
      calls.set(`${vendor} ${method} ${what}`, (calls.get(`${vendor} ${method} ${what}`) ?? 0) + 1);
      if (method !== "GET" && !/batch\/read|\/search$|\/query$/.test(what)) writes.push(`${vendor} ${method} ${path}`);
    }
  }
  return writes;
}

/** What people do to each kind of record, one after the other. */
function changes(): [kind: string, change: () => unknown][] {
  let count = 0;
  const streetOf = () => `${100 + ++count} Beacon Street`;
  return BUYERS.flatMap((buyer): [string, () => unknown][] => {
    const ours = () => stage.sandbox.quickbooks.all(US_REALM, "Estimate").find(({ PrivateNote }) => PrivateNote?.includes(DEAL_IDS[buyer]));
    const customer = () => ours()?.CustomerRef?.value ?? "";
    const invoice = () =>
      stage.sandbox.quickbooks.all(US_REALM, "Invoice").findLast(({ CustomerRef }) => CustomerRef?.value === customer());
    const address = () => ({ Line1: streetOf(), City: "Boston", CountrySubDivisionCode: "MA", PostalCode: "02108", Country: "USA" });
    return [
      ["customer", () => people().edit(US_REALM, "Customer", customer(), { BillAddr: address() })],
      ["contact", () => person().patch("contacts", contactOf(buyer), { lastname: `Lee-${++count}`, phone: `+1 617 555 ${1000 + count}` })],
      [
        "company",
        () => person().patch("companies", COMPANY_IDS[buyer], { tieout_shipping_street: streetOf(), tieout_shipping_city: "Boston" }),
      ],
      ["customer's person", () => people().edit(US_REALM, "Customer", customer(), { GivenName: `Ann-${++count}` })],
      ["order", () => people().acceptEstimate(US_REALM, ours()?.Id ?? "")],
      ["invoice", () => people().invoiceFromEstimate(US_REALM, ours()?.Id ?? "")],
      ["payment", () => people().receivePayment(US_REALM, invoice()?.Id ?? "", 25)],
      ["item", () => people().edit(US_REALM, "Item", "5", { UnitPrice: 100 + ++count })],
    ];
  });
}

/** What is proposed or is nobody's. */
const CAUSE_NOTHING = new Set(["time", "customer's person", "item"]);

type Change = { kind: string; change: () => unknown };

/** One change at a step, or all at the only one. */
function stepsOf(all: [kind: string, change: () => unknown][]): Change[] {
  if (WHOLE) return all.map(([kind, change]) => ({ kind, change }));
  return [{ kind: "everything", change: () => all.forEach(([, change]) => change()) }];
}

test(
  "no write of ours ever causes a write of ours, whatever kind of record people change and whatever is due",
  { timeout: 1_800_000 },
  async () => {
    for (let round = 0; round < (WHOLE ? 2 : 1); round += 1) await everythingDue();
    await deliverAndWork();
    writesSince();
    const steps = stepsOf(changes());
    const caused: Record<string, number> = {};
    for (let step = 0; step < STEPS; step += 1) {
      await stage.clock.sleep(HOURS * 3_600_000);
      const { kind, change } = steps[step] ?? { kind: "time", change: () => undefined };
      change();
      await deliverAndWork();
      caused[kind] = (caused[kind] ?? 0) + writesSince().length;
      await deliverAndWork();
      expect(writesSince(), `what ${kind} caused came back`).toEqual([]);
      await lookAtSchedule(stage.tieout.needs);
      await deliverAndWork();
      writesSince();
      // Everything that is ever due, once more at the same moment.
      await everythingDue();
      expect(writesSince(), `what was due in step ${step} came back`).toEqual([]);
    }
    for (const kind of Object.keys(caused).filter((each) => !CAUSE_NOTHING.has(each))) expect(caused[kind], kind).toBeGreaterThan(0);
    expect(await rowsOf(stage.db.url, "select kind, cause from dead_letters where state = 'open'")).toEqual([]);
    if (WHOLE)
      console.log(
        [...calls]
          .toSorted(([one], [other]) => one.localeCompare(other))
          .map(([call, times]) => `${String(times).padStart(7)}  ${call}`)
          .join("\n"),
        caused,
      );
  },
);
