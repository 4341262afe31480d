import { ShownTabs } from "tieout-shared/shown-tabs.tsx";
import { ListView } from "../desk/list-view.tsx";
import { Decided, DriftTable } from "./drift-table.tsx";
import { Answered, HoldTable } from "./hold-table.tsx";
import { useDrift } from "./use-drift.ts";
import { useHolds } from "./use-holds.ts";
import { Waiting } from "./waiting.tsx";

const NOTHING_DECIDED = { title: "Nothing here yet", text: "Decisions are kept here with their reason.", imageName: "deals" } as const;

const TABS = [
  { id: "open", title: "Waiting", content: Waiting },
  { id: "accepted", title: "Accepted", content: () => <Done state="accepted" /> },
  { id: "ignored", title: "Put aside", content: () => <Done state="ignored" /> },
  { id: "answered", title: "Orders answered", content: OrdersAnswered },
];

/** Documents that are not any more what they were made, and orders of which somebody has made something. */
export function DriftScreen() {
  return <ShownTabs tabs={TABS} variant="enclosed" />;
}

function Done({ state }: { state: "accepted" | "ignored" }) {
  const { list } = useDrift(state);
  return (
    <ListView list={list} what="The decisions" empty={NOTHING_DECIDED}>
      {(rows) => <DriftTable rows={rows} decision={(drift) => <Decided drift={drift} />} />}
    </ListView>
  );
}

function OrdersAnswered() {
  const { list } = useHolds("answered");
  return (
    <ListView list={list} what="The answers" empty={NOTHING_DECIDED}>
      {(rows) => <HoldTable rows={rows} answer={(hold) => <Answered hold={hold} />} />}
    </ListView>
  );
}
