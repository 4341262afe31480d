import { z } from "zod";
import { keepOrder as keep } from "../../flows/keep-order.ts";
import { uiEndpoint } from "../endpoint.ts";
import { personOf } from "../signed-user.ts";
import { dealView } from "../views.ts";

/** More lines than a deal can have. */
const MOST_CHANGES = 5_000;

const change = z.object({ field: z.string(), atPush: z.string(), now: z.string() });

/** `POST /ui/deals/:dealId/keep`: the order stays as it is with these changes of the deal, which whoever decides has seen. */
export const keepOrder = uiEndpoint({
  method: "post",
  path: "/ui/deals/:dealId/keep",
  summary: "Keep the order of a deal that was changed after its push",
  role: "finance",
  body: z.object({ changes: z.array(change).min(1).max(MOST_CHANGES), reason: z.string().trim().max(1000).optional() }),
  answer: dealView,
  run: (parts, { user, params, body }) =>
    keep(parts, {
      portalId: user.portalId,
      dealId: params["dealId"] ?? "",
      by: personOf(user),
      role: user.role,
      changes: body.changes,
      reason: body.reason || null,
    }),
});
