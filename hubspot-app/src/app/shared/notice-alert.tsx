import { Alert } from "@hubspot/ui-extensions";
import { FailureAlert } from "./failure-alert.tsx";
import type { Notice } from "./use-work.ts";

/** What became of the last thing that was done; nothing when nothing was. */
export function NoticeAlert({ notice }: { notice: Notice | null }) {
  if (!notice) return null;
  if (notice.kind === "done") return <Alert title={notice.message} variant="success" />;
  const { failure } = notice;
  return (
    <FailureAlert failure={failure} title={failure.outcome === "unknown" ? "It is not certain that this was done" : "This was not done"} />
  );
}
