import { askSimulator } from "./ask-simulator.ts";
import type { WorkflowTab } from "./page-api.ts";

type Needs = { url: string; portalId: number };
type Definition = { uid: string; name: string; objectTypes: string[]; outputFields: { typeDefinition: { name: string } }[] };
type Run = {
  callbackId: string;
  portalId: number;
  actionUrl: string;
  status: string;
  startedAt: number;
  body: { object?: { objectId: number } };
  outputFields: Record<string, unknown>;
  attempts: object[];
};

/** The workflow actions that can be run on a deal, and its runs so far, the newest first. */
export async function workflowTab({ url, portalId }: Needs, dealId: string): Promise<WorkflowTab> {
  const [definitions, runs] = await Promise.all([
    askSimulator<Definition[]>(`${url}/control/workflow-definitions`),
    askSimulator<Run[]>(`${url}/control/workflow-actions`),
  ]);
  const actions = definitions.filter(({ objectTypes }) => objectTypes.includes("DEAL")).map(({ uid, name }) => ({ uid, name }));
  const definitionOf = (actionUrl: string) => definitions.find(({ uid }) => actionUrl.endsWith(`/${uid}`));
  return {
    actions,
    runs: runs
      .filter((run) => run.portalId === portalId && String(run.body.object?.objectId) === dealId)
      .toSorted((one, other) => other.startedAt - one.startedAt)
      .map((run) => ({
        callbackId: run.callbackId,
        action: definitionOf(run.actionUrl)?.name ?? run.actionUrl,
        status: run.status,
        startedAt: new Date(run.startedAt).toISOString(),
        calls: run.attempts.length,
        outputs: (definitionOf(run.actionUrl)?.outputFields ?? [])
          .map(({ typeDefinition: { name } }) => ({ name, value: String(run.outputFields[name] ?? "") }))
          .filter(({ value }) => value !== ""),
      })),
  };
}

/** Enrols the deal in a workflow that has this one action. */
export async function runOnDeal({ url, portalId }: Needs, dealId: string, action: string): Promise<void> {
  const object = { objectType: "DEAL", id: dealId };
  await askSimulator(`${url}/control/workflow-actions`, { method: "POST", body: { portalId, action, object } });
}
