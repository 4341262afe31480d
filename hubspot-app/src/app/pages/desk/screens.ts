import type { ComponentType } from "react";
import { ApprovalsScreen } from "../approvals/approvals-screen.tsx";
import { ConflictsScreen } from "../conflicts/conflicts-screen.tsx";
import { DeadLettersScreen } from "../dead-letters/dead-letters-screen.tsx";
import { DriftScreen } from "../drift/drift-screen.tsx";
import { LogScreen } from "../log/log-screen.tsx";
import { MappingScreen } from "../mapping/mapping-screen.tsx";
import { MatchesScreen } from "../matches/matches-screen.tsx";
import { ScheduleScreen } from "../schedule/schedule-screen.tsx";
import { UnmappedScreen } from "../unmapped/unmapped-screen.tsx";

/** One screen of the desk: a tab with an address of its own. */
export type Screen = { path: string; title: string; component: ComponentType };

/** The screens of the desk, in the order of their tabs; the first is shown when the address names none. */
export const SCREENS: Screen[] = [
  { path: "approvals", title: "Approvals", component: ApprovalsScreen },
  { path: "unmapped", title: "Unmapped", component: UnmappedScreen },
  { path: "matches", title: "Matches", component: MatchesScreen },
  { path: "conflicts", title: "Conflicts", component: ConflictsScreen },
  { path: "drift", title: "Drift", component: DriftScreen },
  { path: "dead-letters", title: "Dead letters", component: DeadLettersScreen },
  { path: "log", title: "Log", component: LogScreen },
  { path: "mapping", title: "Mapping", component: MappingScreen },
  { path: "schedule", title: "Schedule", component: ScheduleScreen },
];

/** The screen that an address names. */
export function screenAt(path: string | undefined): Screen | undefined {
  return SCREENS.find((screen) => screen.path === path) ?? SCREENS[0];
}
