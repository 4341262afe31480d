import { valueOf } from "./crm-record.ts";
import { objectNameOf, upperName } from "./object-types.ts";
import { recordOf } from "./portal.ts";
import { portalOf, type World } from "./world.ts";
import { notFound } from "./vendor-fault.ts";
import type { WorkflowRun } from "./workflow-runs.ts";

/** What a workflow runs: an action of the app by its uid, or any URL. Without `object` the run has no enrolled record; `properties` are those of objectRequestOptions. */
export type ActionCall = {
  portalId: number;
  action?: string;
  actionUrl?: string;
  object?: { objectType: string; id: string } | null;
  properties?: string[];
  inputFields?: Record<string, unknown>;
  definitionId?: number;
  definitionVersion?: number;
  workflowId?: number;
  /** "v2" leaves the version 3 headers out, as the documentation has it. */
  signature?: "v2" | "v2+v3";
};

/** Runs one custom action as a workflow does: the request of facts/hubspot.md §4, signed, answered, tried again or blocked. */
export async function runWorkflowAction(world: World, call: ActionCall): Promise<WorkflowRun> {
  const { portalId, signature = "v2+v3" } = call;
  const definition = world.app.workflowActions.find(({ uid }) => uid === call.action);
  const actionUrl = call.actionUrl ?? definition?.actionUrl;
  if (actionUrl === undefined) throw notFound(`There is no action ${call.action}`);
  const object = enrolledObject(world, { ...call, properties: call.properties ?? definition?.properties ?? [] });
  return world.runs.start({
    portalId,
    actionUrl,
    signature,
    body: (callbackId) => ({
      callbackId,
      origin: { portalId, actionDefinitionId: call.definitionId ?? 10_646_377, actionDefinitionVersion: call.definitionVersion ?? 1 },
      context: { source: "WORKFLOWS", workflowId: call.workflowId ?? 192_814_114 },
      ...object,
      inputFields: call.inputFields ?? {},
    }),
  });
}

function enrolledObject(world: World, { portalId, object, properties = [] }: ActionCall): object {
  if (!object) return {};
  const name = objectNameOf(object.objectType);
  const record = recordOf(portalOf(world, portalId), name, object.id);
  const values = Object.fromEntries(properties.map((property) => [property, valueOf(record, property)]));
  return { object: { objectId: Number(record.id), properties: values, objectType: upperName(name) } };
}
