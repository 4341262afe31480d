import { createContext, useContext, useEffect, useId, useMemo, useState, type KeyboardEvent } from "react";
import type { TabProps, TabsProps } from "@hubspot/ui-extensions";
import { classes } from "./sizes.ts";

type TabId = string | number;
type Title = { id: TabId; title: string; disabled: boolean; tooltip: string | undefined };
type Group = { selected: TabId | undefined; id: string; announce(title: Title): () => void };
const GroupContext = createContext<Group>({ selected: undefined, id: "", announce: () => () => undefined });

/** Tabs. Each Tab announces its own title, since it may change without its parent being drawn again. Contents stay mounted. */
export function Tabs({ children, selected, defaultSelected, onSelectedChange, variant = "default", fill = false, testId }: TabsProps) {
  const [titles, setTitles] = useState<Title[]>([]);
  const [own, setOwn] = useState(defaultSelected);
  const shown = selected ?? own ?? titles[0]?.id;
  const id = useId();
  const group = useMemo(() => ({ selected: shown, id, announce: announceTo(setTitles) }), [shown, id]);
  const choose = (tab: TabId) => {
    setOwn(tab);
    (onSelectedChange as ((id: TabId) => void) | undefined)?.(tab);
  };
  const walk = (event: KeyboardEvent) => {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const next = titles[(titles.findIndex((title) => title.id === shown) + by + titles.length) % titles.length];
    if (by === 0 || !next) return;
    choose(next.id);
    document.getElementById(`${id}tab${next.id}`)?.focus();
  };
  return (
    <div className={classes("tabs", `tabs-${variant}`, fill && "tabs-fill")} data-testid={testId}>
      <div className="tab-list" role="tablist" onKeyDown={walk}>
        {titles.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${id}tab${tab.id}`}
            aria-selected={tab.id === shown}
            aria-controls={`${id}panel${tab.id}`}
            tabIndex={tab.id === shown ? 0 : -1}
            disabled={tab.disabled}
            title={tab.tooltip}
            onClick={() => choose(tab.id)}
          >
            {tab.title}
          </button>
        ))}
      </div>
      <GroupContext.Provider value={group}>{children}</GroupContext.Provider>
    </div>
  );
}

function announceTo(setTitles: (change: (titles: Title[]) => Title[]) => void) {
  return (title: Title) => {
    setTitles((titles) =>
      titles.some(({ id }) => id === title.id) ? titles.map((other) => (other.id === title.id ? title : other)) : [...titles, title],
    );
    return () => setTitles((titles) => titles.filter(({ id }) => id !== title.id));
  };
}

/** One tab with its content. */
export function Tab({ tabId, title = "", disabled = false, tooltip, children, testId }: TabProps) {
  const { selected, id, announce } = useContext(GroupContext);
  const ownId = useId();
  const tab = tabId ?? ownId;
  // Announcing a changed title replaces the old one in its place; only the unmounting tab takes its title away.
  useEffect(() => void announce({ id: tab, title, disabled, tooltip }), [tab, title, disabled, tooltip]);
  useEffect(() => announce({ id: tab, title, disabled, tooltip }), [tab]);
  return (
    <div role="tabpanel" id={`${id}panel${tab}`} aria-labelledby={`${id}tab${tab}`} hidden={tab !== selected} data-testid={testId}>
      {children}
    </div>
  );
}
