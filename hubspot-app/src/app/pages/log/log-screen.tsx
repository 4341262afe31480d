import { ShownTabs } from "tieout-shared/shown-tabs.tsx";
import { Attempts } from "./attempts.tsx";
import { Decisions } from "./decisions.tsx";

const TABS = [
  { id: "attempts", title: "Attempts", content: Attempts },
  { id: "decisions", title: "Decisions", content: Decisions },
];

/** What was tried, and what was decided. */
export function LogScreen() {
  return <ShownTabs tabs={TABS} variant="enclosed" />;
}
