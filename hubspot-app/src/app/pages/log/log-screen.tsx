import { Tab, Tabs } from "@hubspot/ui-extensions";
import { useState } from "react";
import { Attempts } from "./attempts.tsx";
import { Decisions } from "./decisions.tsx";

/** What was tried, and what was decided. */
export function LogScreen() {
  const [shown, show] = useState("attempts");
  return (
    <Tabs variant="enclosed" selected={shown} onSelectedChange={(tab: string) => show(tab)}>
      <Tab tabId="attempts" title="Attempts">
        {shown === "attempts" ? <Attempts /> : null}
      </Tab>
      <Tab tabId="decisions" title="Decisions">
        {shown === "decisions" ? <Decisions /> : null}
      </Tab>
    </Tabs>
  );
}
