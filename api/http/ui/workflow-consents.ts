import { z } from "zod";
import { AppError } from "../../domain/errors.ts";
import { decideWorkflowConsent } from "../../flows/decide-workflow-consent.ts";
import type { WorkflowConsent } from "../../ports/workflows.ts";
import { uiEndpoint } from "../endpoint.ts";
import type { Parts } from "../parts.ts";
import { personOf } from "../signed-user.ts";

const PAGE = 100;
const person = z.object({ userId: z.number().int(), email: z.string().nullable() });
const consent = z.object({
  workflowId: z.string(),
  /** null until an admin has decided. */
  granted: z.boolean().nullable(),
  decidedBy: person.nullable(),
  decidedAt: z.string().nullable(),
  firstAskedAt: z.string().nullable(),
  lastAskedAt: z.string().nullable(),
  lastDeal: z.object({ id: z.string(), url: z.string() }).nullable(),
});

/** `GET /ui/workflow-consents?cursor`: every workflow that wanted to push a deal or was decided about. */
export const getWorkflowConsents = uiEndpoint({
  method: "get",
  path: "/ui/workflow-consents",
  summary: "Which workflows may push deals",
  role: "finance",
  answer: z.object({ workflows: z.array(consent).max(PAGE), cursor: z.string().nullable() }),
  run: async (parts, { user: { portalId }, query }) => {
    const after = typeof query["cursor"] === "string" ? query["cursor"] : "";
    const workflows = await parts.store.inPortal(portalId, (tx) => tx.workflowConsents.list({ after, limit: PAGE }));
    const cursor = workflows.length === PAGE ? (workflows.at(-1)?.workflowId ?? null) : null;
    return { workflows: workflows.map((each) => consentView(parts, portalId, each)), cursor };
  },
});

/** `POST /ui/workflow-consents/:workflowId` */
export const postWorkflowConsent = uiEndpoint({
  method: "post",
  path: "/ui/workflow-consents/:workflowId",
  summary: "Let a workflow push deals, or stop it",
  role: "admin",
  body: z.object({ granted: z.boolean() }),
  answer: consent,
  run: async (parts, { user, params, body }) => {
    const workflowId = params["workflowId"] ?? "";
    if (!/^\w{1,100}$/.test(workflowId)) throw new AppError("invalid", "This is no workflow's id.", { code: "invalidWorkflow" });
    const decision = { portalId: user.portalId, workflowId, granted: body.granted, by: personOf(user) };
    return consentView(parts, user.portalId, await decideWorkflowConsent(parts, decision));
  },
});

function consentView(parts: Parts, portalId: number, { workflowId, asked, decision }: WorkflowConsent): z.infer<typeof consent> {
  return {
    workflowId,
    granted: decision?.granted ?? null,
    decidedBy: decision?.by ?? null,
    decidedAt: decision?.at.toString() ?? null,
    firstAskedAt: asked?.first.toString() ?? null,
    lastAskedAt: asked?.last.toString() ?? null,
    lastDeal: asked && { id: asked.lastDealId, url: parts.crm(portalId).recordUrl("deal", asked.lastDealId) },
  };
}
