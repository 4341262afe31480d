import { Tab, Tabs } from "@hubspot/ui-extensions";
import { useState, type ComponentType } from "react";

/** A tab and what is drawn while it is shown. */
export type ShownTab = { id: string; title: string; content: ComponentType };

/** Tabs of which only the one that is shown exists, so that each opening reads what is true now. The first is shown first. */
export function ShownTabs({ tabs, variant = "default" }: { tabs: readonly ShownTab[]; variant?: "default" | "enclosed" }) {
  const [shown, show] = useState(tabs[0]?.id ?? "");
  return (
    <Tabs variant={variant} selected={shown} onSelectedChange={(tab: string) => show(tab)}>
      {tabs.map(({ id, title, content: Content }) => (
        <Tab key={id} tabId={id} title={title}>
          {id === shown ? <Content /> : null}
        </Tab>
      ))}
    </Tabs>
  );
}
