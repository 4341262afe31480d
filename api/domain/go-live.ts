import type { Settings } from "./settings.ts";

/** One thing that must be so before deals are pushed by themselves. */
export type Tick = { code: "shadowDays" | "bridge"; label: string; done: boolean; detail: string };

const SHADOW_DAYS = 14;

/** What is known of the parallel run: whole days of it, and what the last bridge could not explain, null before there is one. */
export type GoLiveFacts = { shadowDays: number; unexplained: string | null };

/** The ticks of the go-live page (RULES §4). */
export function goLiveTicks({ shadowDays, unexplained }: GoLiveFacts): Tick[] {
  return [
    {
      code: "shadowDays",
      label: `At least ${SHADOW_DAYS} days in which Tieout only computed, beside what finance posted by hand`,
      done: shadowDays >= SHADOW_DAYS,
      detail: shadowDays === 1 ? "1 day so far" : `${shadowDays} days so far`,
    },
    {
      code: "bridge",
      label: "A bridge from Closed Won to QuickBooks with 0.00 unexplained",
      done: unexplained !== null && /^-?0(\.0+)?$/.test(unexplained),
      detail: unexplained === null ? "No bridge yet" : `${unexplained} unexplained`,
    },
  ];
}

/** Deals may be pushed by themselves when every tick is done, or a named person has waived them with a reason. */
export function mayGoLive(ticks: readonly Tick[], { goLiveWaiver }: Pick<Settings, "goLiveWaiver">): boolean {
  return goLiveWaiver !== null || ticks.every(({ done }) => done);
}
