import { useState } from "react";
import type { WorkflowTab } from "../../page-api.ts";
import { askBackend } from "../backend.ts";
import { StatusTag } from "../components/texts.tsx";
import { useLive } from "./live.ts";
import { Shown } from "./shown.tsx";
import { useToast } from "./toasts.tsx";
import { messageOf, words } from "./words.ts";

const TONES = {
  succeeded: "success",
  continued: "warning",
  failed: "danger",
  expired: "danger",
  blocked: "info",
  retrying: "warning",
} as const;
/** What HubSpot's own history of an action calls it. */
const STATUS: Record<string, string> = {
  calling: "Running",
  blocked: "Waiting for the app",
  continued: "Failed, workflow went on",
  retrying: "HubSpot tries again",
};

/** Runs an action of the app on the deal, as a workflow would, and shows what came of it. */
export function Workflows({ dealId }: { dealId: string }) {
  const path = `/records/deals/${dealId}/workflows`;
  const [live, refresh] = useLive<WorkflowTab>(path);
  return (
    <Shown live={live} what="the workflows">
      {(tab) => (
        <div className="lines">
          {tab.runs.length === 0 ? <p className="nothing">No workflow has run on this deal yet.</p> : <Runs runs={tab.runs} />}
          <RunAction tab={tab} path={path} refresh={refresh} />
        </div>
      )}
    </Shown>
  );
}

function RunAction({ tab, path, refresh }: { tab: WorkflowTab; path: string; refresh(): Promise<void> }) {
  const [chosen, setChosen] = useState(tab.actions[0]?.uid ?? "");
  const [busy, setBusy] = useState(false);
  const toast = useToast();
  const run = async () => {
    setBusy(true);
    await askBackend(path, { method: "POST", body: { action: chosen } }).catch((error: unknown) =>
      toast({ type: "danger", message: messageOf(error) }),
    );
    setBusy(false);
    await refresh();
  };
  return (
    <div className="add-line">
      <select className="control" aria-label="Action" value={chosen} onChange={(event) => setChosen(event.target.value)}>
        {tab.actions.map(({ uid, name }) => (
          <option key={uid} value={uid}>
            {name}
          </option>
        ))}
      </select>
      <button type="button" className="hs-button hs-button-secondary hs-button-md" disabled={busy} onClick={() => void run()}>
        Run workflow
      </button>
    </div>
  );
}

function Runs({ runs }: { runs: WorkflowTab["runs"] }) {
  return (
    <div className="hs-table-box hs-table-bordered">
      <div className="hs-table-scroll" tabIndex={0}>
        <table className="hs-table" aria-label="Workflow runs">
          <thead>
            <tr>
              {["Action", "Status", "Outputs"].map((label) => (
                <th key={label} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {runs.map(({ callbackId, action, status, outputs }) => (
              <tr key={callbackId}>
                <td>{action}</td>
                <td>
                  <StatusTag variant={TONES[status as keyof typeof TONES] ?? "default"}>{STATUS[status] ?? words(status)}</StatusTag>
                </td>
                <td>
                  {outputs.map(({ name, value }) => (
                    <div key={name}>
                      {words(name)}: <strong>{value}</strong>
                    </div>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
