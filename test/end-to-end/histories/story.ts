import type { Answers } from "./answers.ts";
import type { Process } from "./process.ts";
import type { Scene } from "./scene.ts";
import type { Step } from "./steps.ts";

/** What a history needs to know beside both vendors: who the buyers are, and what nobody can see any more. */
export type Story = Scene & {
  /** The companies in HubSpot that ever were among the buyers, merged and deleted ones too. */
  buyers: string[];
  deals: string[];
  mapped: Set<number>;
  presses: number;
  /** Deals and companies that a person deleted in HubSpot and nobody merged. */
  deleted: { deals: Set<string>; companies: Set<string> };
  /** Until when a vendor's events are all lost, in milliseconds. */
  silentUntil: { hubspot: number; quickbooks: number };
  /** HubSpot did not tell of something, which then only a deal leads to. */
  hubspotLostEvents: boolean;
  /** What was set, and for which deals somebody asked. */
  set: { automaticPush: boolean; readOnly: boolean };
  asked: Set<string>;
  answers: Answers;
  /** People merged customers in QuickBooks, by which one may stand for several companies. */
  customersWereMerged: boolean;
  process: Process;
  /** Where processes ended, one after the other. */
  crashes: string[];
};

/** How each step of some kind is done. */
export type Acts<Name extends Step["do"]> = {
  [Each in Name]: (story: Story, step: Extract<Step, { do: Each }>) => unknown;
};

/** Acts on one of a list, the number counting round; on none when there is none. */
export async function pick<T>(list: readonly T[], index: number, act: (one: T) => unknown): Promise<void> {
  const chosen = list[index % Math.max(1, list.length)];
  if (chosen !== undefined) await act(chosen);
}
