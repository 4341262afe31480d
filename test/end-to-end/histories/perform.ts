import { lookAtSchedule } from "../../../api/jobs/schedule.ts";
import type { Stage } from "../harness.ts";
import { AT_THE_DESK } from "./at-the-desk.ts";
import { DECISIONS } from "./decisions.ts";
import { faultAt } from "./faults-at.ts";
import { IN_HUBSPOT } from "./in-hubspot.ts";
import { IN_QUICKBOOKS } from "./in-quickbooks.ts";
import type { Step } from "./steps.ts";
import type { Acts, Story } from "./story.ts";
import { workSome } from "./work.ts";

const DAY_MS = 86_400_000;
const ALL = 1_000_000;

/** What the wire, the clock and the process do. */
const BESIDE_PEOPLE: Acts<"lose events" | "lose a day" | "deliver" | "fault" | "crash" | "time" | "work" | "a quiet hour"> = {
  "lose events"(story, { ofHubSpot, ofQuickBooks }) {
    const { stage } = story;
    if (ofHubSpot > 0) story.hubspotLostEvents = true;
    stage.sandbox.hubspot.world.webhooks.set({ drop: ofHubSpot });
    stage.sandbox.quickbooks.webhooks.configure({ drop: ofQuickBooks });
  },
  "lose a day"(story, { of }) {
    const { hubspot, quickbooks } = story.stage.sandbox;
    story.silentUntil[of] = quickbooks.clock.now() + DAY_MS;
    if (of === "hubspot") story.hubspotLostEvents = true;
    if (of === "hubspot") hubspot.world.webhooks.set({ drop: ALL });
    else quickbooks.webhooks.configure({ drop: ALL });
  },
  deliver: ({ stage }, step) => deliver(stage, step),
  fault: ({ stage }, step) => faultAt(stage, step),
  crash: ({ process }, { calls, when }) => process.dieAt(calls, when),
  time({ stage }, { minutes }) {
    stage.sandbox.quickbooks.clock.advance(minutes * 60_000);
    return lookAtSchedule(stage.tieout.needs);
  },
  work: (story, { jobs }) => workSome(story, jobs),
  async "a quiet hour"(story) {
    await deliver(story.stage, { shuffled: false, repeats: 0, legacy: false });
    await workSome(story);
  },
};

const ACTS: Acts<Step["do"]> = { ...IN_HUBSPOT, ...IN_QUICKBOOKS, ...AT_THE_DESK, ...DECISIONS, ...BESIDE_PEOPLE };

/** Does one step. What the vendors or the product refuse to a person does not happen. */
export async function perform(story: Story, step: Step): Promise<void> {
  hearAgain(story);
  await (ACTS[step.do] as (story: Story, step: Step) => unknown)(story, step);
}

/** A day of lost events is over. */
function hearAgain({ stage, silentUntil }: Story): void {
  const { hubspot, quickbooks } = stage.sandbox;
  const now = quickbooks.clock.now();
  if (silentUntil.hubspot > 0 && silentUntil.hubspot <= now) hubspot.world.webhooks.set({ drop: 0 });
  if (silentUntil.quickbooks > 0 && silentUntil.quickbooks <= now) quickbooks.webhooks.configure({ drop: 0 });
  for (const of of ["hubspot", "quickbooks"] as const) if (silentUntil[of] <= now) silentUntil[of] = 0;
}

/** What waits at both vendors goes out: in any order, several times, in either form. */
export async function deliver({ sandbox: { hubspot, quickbooks } }: Stage, how: { shuffled: boolean; repeats: number; legacy: boolean }) {
  const { webhooks } = hubspot.world;
  webhooks.set({ held: false, shuffle: how.shuffled, repeatOneIn: how.repeats > 0 ? 2 : 0 });
  await hubspot.flushWebhooks(true);
  webhooks.set({ held: true });
  const format = how.legacy ? "legacy" : "cloudevents";
  quickbooks.webhooks.configure({ held: false, shuffled: how.shuffled, repeats: how.repeats, format });
  await quickbooks.webhooks.flush();
  quickbooks.webhooks.configure({ held: true });
}
