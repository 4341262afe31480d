import type { Person } from "../domain/person.ts";
import type { WorkflowConsent } from "../ports/workflows.ts";
import type { Needs } from "./needs.ts";

type Decision = { portalId: number; workflowId: string; granted: boolean; by: Person };

/** An admin lets a workflow push deals, or stops it: what it asks for from now on (RULES §9). */
export function decideWorkflowConsent({ store, clock }: Needs, { portalId, workflowId, granted, by }: Decision): Promise<WorkflowConsent> {
  return store.inPortal(portalId, async (tx) => {
    const { consent, isNew } = await tx.workflowConsents.decide(workflowId, { granted, by, at: clock.now() });
    const subject = { object: "workflow", id: workflowId };
    if (isNew) await tx.audit.append({ by, what: granted ? "workflowConsent.granted" : "workflowConsent.withdrawn", subject, details: {} });
    return consent;
  });
}
