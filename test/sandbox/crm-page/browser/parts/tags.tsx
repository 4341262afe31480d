import type { Stage } from "../../page-api.ts";
import { StatusTag, Tag } from "../components/texts.tsx";
import { words } from "./words.ts";

type Tone = "danger" | "warning" | "info" | "success" | "default";

const TIEOUT_TONES: Record<string, Tone> = {
  pushed: "success",
  paid: "success",
  pushing: "info",
  ready: "info",
  changed: "warning",
  needsreview: "warning",
  awaitingapproval: "warning",
  notready: "warning",
  failed: "danger",
};

/** What Tieout wrote on the deal about where it stands. */
export function TieoutTag({ state }: { state: string | null }) {
  if (!state) return <span className="faint">--</span>;
  return <StatusTag variant={TIEOUT_TONES[state.replaceAll("_", "").toLowerCase()] ?? "default"}>{words(state)}</StatusTag>;
}

/** The stage of a deal. */
export function StageTag({ stage }: { stage: Stage | null }) {
  if (!stage) return <span className="faint">--</span>;
  return <Tag variant={stage.isWon ? "success" : stage.isClosed ? "error" : "default"}>{stage.label}</Tag>;
}

const DOCUMENT_TONES: Record<string, Tone> = {
  paid: "success",
  Accepted: "success",
  Closed: "default",
  Converted: "default",
  open: "info",
  "partly paid": "warning",
  Pending: "warning",
  overdue: "danger",
  Rejected: "danger",
  void: "default",
};

/** The status of a document in QuickBooks. */
export function DocumentTag({ status }: { status: string }) {
  return <StatusTag variant={DOCUMENT_TONES[status] ?? "default"}>{words(status)}</StatusTag>;
}
