import { z } from "zod";
import { approvalView } from "../../flows/approval-view.ts";
import { decideApproval } from "../../flows/decide-approval.ts";
import { decideDeal } from "../../flows/decide-deal.ts";
import { uiEndpoint } from "../endpoint.ts";
import { personOf } from "../signed-user.ts";
import { approval, dealView } from "../views.ts";

const PAGE = 100;

const approving = z.object({ reason: z.string().trim().max(1000).optional() });
const refusing = z.object({ reason: z.string().trim().min(1, "say why").max(1000) });

/** `GET /ui/approvals?state=open|decided&cursor`: who waits longest comes first, of those decided the newest. */
export const getApprovals = uiEndpoint({
  method: "get",
  path: "/ui/approvals",
  summary: "What waits for finance's approval, or what was decided",
  role: "finance",
  answer: z.object({ approvals: z.array(approval).max(PAGE), cursor: z.string().nullable() }),
  run: async (parts, { user: { portalId }, query }) => {
    const after = typeof query["cursor"] === "string" ? query["cursor"] : null;
    const page = { decided: query["state"] === "decided", after, limit: PAGE };
    const { approvals, cursor } = await parts.store.inPortal(portalId, (tx) => tx.approvals.list(page));
    const crm = parts.crm(portalId);
    return { approvals: approvals.map((each) => approvalView(each, crm)), cursor };
  },
});

type Verdict = {
  verb: "approve" | "refuse";
  state: "approved" | "refused";
  body: z.ZodType<{ reason?: string | undefined }>;
  summary: string;
};
const APPROVE = { verb: "approve", state: "approved", body: approving } as const;
const REFUSE = { verb: "refuse", state: "refused", body: refusing } as const;

const onTheDesk = ({ verb, state, body: reasons, summary }: Verdict) =>
  uiEndpoint({
    method: "post",
    path: `/ui/approvals/:id/${verb}`,
    summary,
    role: "finance",
    body: reasons,
    answer: approval,
    run: async (parts, { user, params, body }) => {
      const deciding = { portalId: user.portalId, approvalId: params["id"] ?? "", by: personOf(user), reason: body.reason || null };
      return approvalView(await decideApproval(parts, { ...deciding, state }), parts.crm(user.portalId));
    },
  });

const onTheDeal = ({ verb, state, body: reasons, summary }: Verdict) =>
  uiEndpoint({
    method: "post",
    path: `/ui/deals/:dealId/${verb}`,
    summary,
    role: "finance",
    body: reasons,
    answer: dealView,
    run: (parts, { user, params, body }) =>
      decideDeal(parts, {
        portalId: user.portalId,
        dealId: params["dealId"] ?? "",
        by: personOf(user),
        role: user.role,
        state,
        reason: body.reason || null,
      }),
  });

/** `POST /ui/approvals/:id/approve`: the deal's push goes on by itself. */
export const approve = onTheDesk({ ...APPROVE, summary: "Approve a sale" });
/** `POST /ui/approvals/:id/refuse`: the deal says who refused and why. */
export const refuse = onTheDesk({ ...REFUSE, summary: "Refuse a sale, with a reason" });
/** `POST /ui/deals/:dealId/approve`: the same from the deal's card. */
export const approveDeal = onTheDeal({ ...APPROVE, summary: "Approve a deal that waits, and see what comes of it" });
/** `POST /ui/deals/:dealId/refuse` */
export const refuseDeal = onTheDeal({ ...REFUSE, summary: "Refuse a deal that waits, with a reason" });
