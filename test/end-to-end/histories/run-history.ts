import { createHash } from "node:crypto";
import { runScheduled } from "../../../api/jobs/schedule.ts";
import { NORTHWIND_PORTAL } from "../../sandbox/seed/hubspot.ts";
import { US_REALM } from "../../sandbox/seed/quickbooks.ts";
import type { Stage } from "../harness.ts";
import { beginAfresh } from "./afresh.ts";
import { noAnswers } from "./answers.ts";
import { connect, openMatches, press, saveMapping, set, tellWho } from "./at-the-desk.ts";
import { deliver, perform } from "./perform.ts";
import { createProcess } from "./process.ts";
import type { Scene } from "./scene.ts";
import type { Story } from "./story.ts";
import type { Step } from "./steps.ts";
import { faultsOfTruth } from "./truth.ts";
import { newWitness, noted, witness } from "./witness.ts";
import { workSome } from "./work.ts";

const START = Date.parse("2026-11-21T15:00:00Z");

/** What a history came to: every write of every step, for comparison, all that is wrong at its end, and how much of what there is. */
type Ending = { trace: string[]; wrong: string[]; count: Record<string, number> };

/** Plays a history from the first day to its end, when every fault is over and nothing waits, and twice more looks at all. */
export async function runHistory(scene: Scene, steps: readonly Step[]): Promise<Ending> {
  const { stage } = scene;
  const buyers = await beginAfresh(scene, START);
  const story: Story = {
    ...scene,
    buyers,
    deals: [],
    mapped: new Set(),
    presses: 0,
    deleted: { deals: new Set(), companies: new Set() },
    silentUntil: { hubspot: 0, quickbooks: 0 },
    hubspotLostEvents: false,
    set: { automaticPush: true, readOnly: false },
    asked: new Set(),
    answers: noAnswers(),
    customersWereMerged: false,
    process: createProcess(stage),
    crashes: [],
  };
  const seen = newWitness();
  await set(story, story.set);
  await connect(stage);
  await saveMapping(story);
  await workSome(story);

  const trace: string[] = [];
  const wrong: string[] = [];
  const play = async (name: string, act: () => Promise<void>) => {
    forgetRequests(stage);
    await act();
    trace.push(`${name}: ${writesOf(stage).join(" | ")}`);
    wrong.push(...witness(story, seen).map((fault) => `after ${name}: ${fault}`));
  };
  for (const buyer of [0, 1, 2]) {
    const step = { do: "new deal", buyer, product: "TRAINING-DAY", large: false, won: buyer > 0 } as const;
    await play(`a deal of buyer ${buyer}`, () => noted(story, seen, () => perform(story, step)));
  }
  await play("the first hour", () => perform(story, { do: "a quiet hour" }));
  for (const [at, step] of steps.entries()) {
    await play(`${at + 1} ${JSON.stringify(step)}`, () => noted(story, seen, () => perform(story, step)));
    if (wrong.length > 0) return { trace, wrong, count: {} };
  }
  await play("the faults end", () => endFaults(story));
  wrong.push(...(await leftInTheDark(story)));
  await play("the product looks at all", () => lookAtAll(story));
  await play("people mend what it found", () => mend(story));
  await play("all is looked at", () => lookAtAll(story));
  wrong.push(...(await faultsOfTruth(story, seen)));
  await play("all is looked at again", () => lookAtAll(story));
  const again = writesOf(stage);
  if (again.length > 0) wrong.push(`the second look wrote: ${again.join(" | ")}`);
  return { trace: [...trace, ...story.crashes], wrong, count: { ...(await countOf(story)), crashes: story.crashes.length } };
}

/** How many deals ended in each state, and how many documents and letters there were. */
async function countOf({ stage, ask }: Story): Promise<Record<string, number>> {
  const rows = await ask<{ name: string; count: number }>(
    `select state as name, count(*)::integer as count from deals group by 1
     union all select 'letters', count(*)::integer from dead_letters union all select 'approvals', count(*)::integer from approvals`,
  );
  const documents = (["Estimate", "Invoice", "Payment"] as const).map(
    (kind) =>
      [
        kind,
        stage.sandbox.quickbooks.all(US_REALM, kind).filter(({ MetaData }) => Date.parse(MetaData.CreateTime) >= START).length,
      ] as const,
  );
  return Object.fromEntries([...rows.map(({ name, count }) => [name, count] as const), ...documents]);
}

/** Every vendor answers again, whatever was held back arrives, the company is connected, and what waits is worked off. */
async function endFaults(story: Story): Promise<void> {
  const { stage } = story;
  const { hubspot, quickbooks } = stage.sandbox;
  for (const { wire } of [hubspot, quickbooks]) wire.faults.clear();
  await deliver(stage, { shuffled: false, repeats: 0, legacy: false });
  hubspot.world.webhooks.set({ drop: 0 });
  quickbooks.webhooks.configure({ drop: 0 });
  await set(story, { automaticPush: true, readOnly: false });
  await workSome(story);
  const [active] = await story.ask("select 1 from connections where state = 'active'");
  if (active) return;
  await connect(stage);
  await workSome(story);
}

/** A won deal without an order says why, or a letter does: nothing fails in silence. Lost webhooks apart, which the next sweep finds. */
async function leftInTheDark({ ask }: Story): Promise<string[]> {
  const stuck = await ask(
    `select deal_id, state from deals where state in ('failed', 'pushing', 'notConnected') and not exists (
       select from dead_letters where record_id = deal_id and closed_at is null)`,
  );
  return stuck.map(({ deal_id, state }) => `deal ${String(deal_id)} is ${String(state)}, and no letter says so`);
}

/** Finance presses Retry on every letter and says who every buyer is; reps press Push where a deal waits for that alone. */
async function mend(story: Story): Promise<void> {
  const { stage } = story;
  for (const match of await openMatches(story)) await tellWho(story, match);
  for (const { id, properties } of stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).list("deals"))
    if (properties["tieout_state"] === "ready") await press(story, id);
  const { groups } = await stage.actors.ask<{ groups: { cause: string }[] }>("admin", "/ui/dead-letters");
  for (const { cause } of groups) await stage.actors.ask("admin", "/ui/dead-letters/retry", { method: "POST", body: { cause } });
  await workSome(story);
}

/** The sweep, the look for strayed deals, the catching up and the daily batch, and whatever comes of them. */
async function lookAtAll(story: Story): Promise<void> {
  const { stage } = story;
  stage.sandbox.quickbooks.clock.advance(40 * 60_000);
  for (const kind of ["sweep", "strayed", "invoices", "payments", "doubles"] as const) {
    await runScheduled(stage.tieout.needs, { portalId: NORTHWIND_PORTAL, kind });
    await workSome(story);
  }
}

function forgetRequests({ sandbox: { hubspot, quickbooks } }: Stage): void {
  for (const { wire } of [hubspot, quickbooks]) wire.requests.length = 0;
}

/** All writes that the vendors were asked for, in their order; signing in and searching are none. */
function writesOf({ sandbox: { hubspot, quickbooks } }: Stage): string[] {
  return [hubspot, quickbooks].flatMap(({ wire }) =>
    wire.requests
      .filter(({ method, path }) => method !== "GET" && !/oauth|\/search|batch\/read|\/query|\/control\/|\/hubspot-fetch/.test(path))
      .map(
        ({ method, path, body }) =>
          `${method} ${path.split("?")[0]} ${createHash("sha256")
            .update(path + body)
            .digest("hex")
            .slice(0, 8)}`,
      ),
  );
}
