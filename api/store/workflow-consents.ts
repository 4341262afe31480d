import type { WorkflowConsent, WorkflowConsents } from "../ports/workflows.ts";
import type { PortalScope } from "./with-portal.ts";
import type { Person } from "../domain/person.ts";

type WorkflowConsentTableRow = {
  portal_id: string;
  workflow_id: string;
  first_asked_at: Temporal.Instant | null;
  last_asked_at: Temporal.Instant | null;
  last_deal_id: string | null;
  granted: boolean | null;
  decided_by: Person | null;
  decided_at: Temporal.Instant | null;
};

/** Which workflows of one portal may push, bound to its transaction. */
export function workflowConsents(scope: PortalScope): WorkflowConsents {
  return {
    ask: (workflowId, dealId, at) => ask(scope, workflowId, dealId, at),
    decide: (workflowId, decision) => decide(scope, workflowId, decision),
    list: (page) => list(scope, page),
  };
}

const KEY = ["portal_id", "workflow_id"];

async function ask({ trx, portalId }: PortalScope, workflowId: string, dealId: string, at: Temporal.Instant): Promise<boolean> {
  const asked = { last_asked_at: at.toString(), last_deal_id: dealId };
  const [row] = await trx<WorkflowConsentTableRow>("workflow_consents")
    .insert({ portal_id: String(portalId), workflow_id: workflowId, first_asked_at: at.toString(), ...asked } as never)
    .onConflict(KEY as never)
    .merge({ first_asked_at: trx.raw("coalesce(workflow_consents.first_asked_at, excluded.first_asked_at)"), ...asked } as never)
    .returning("granted");
  return row?.granted === true;
}

async function decide(
  { trx, portalId }: PortalScope,
  workflowId: string,
  { granted, by, at }: NonNullable<WorkflowConsent["decision"]>,
): ReturnType<WorkflowConsents["decide"]> {
  const key = { portal_id: String(portalId), workflow_id: workflowId };
  const decision = { granted, decided_by: JSON.stringify(by), decided_at: at.toString() };
  const [row] = await trx<WorkflowConsentTableRow>("workflow_consents")
    .insert({ ...key, ...decision } as never)
    .onConflict(KEY as never)
    .merge(decision as never)
    .whereRaw("workflow_consents.granted is distinct from excluded.granted")
    .returning("*");
  const kept = row ?? (await trx<WorkflowConsentTableRow>("workflow_consents").where(key).first());
  return { consent: consentFrom(kept as WorkflowConsentTableRow), isNew: row !== undefined };
}

async function list({ trx, portalId }: PortalScope, { after, limit }: { after: string; limit: number }): Promise<WorkflowConsent[]> {
  const rows = await trx<WorkflowConsentTableRow>("workflow_consents")
    .where({ portal_id: String(portalId) })
    .where("workflow_id", ">", after)
    .orderBy("workflow_id")
    .limit(limit);
  return rows.map(consentFrom);
}

/** The checks of the table say that what was asked or decided is so as a whole. */
function consentFrom(row: WorkflowConsentTableRow): WorkflowConsent {
  const { first_asked_at: first, last_asked_at: last, last_deal_id: lastDealId, granted, decided_by: by, decided_at: at } = row;
  return {
    workflowId: row.workflow_id,
    asked: first && last && lastDealId !== null ? { first, last, lastDealId } : null,
    decision: granted !== null && by && at ? { granted, by, at } : null,
  };
}
