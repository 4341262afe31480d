import { z } from "zod";
import { decideDuplicate } from "../../flows/decide-duplicate.ts";
import { uiEndpoint } from "../endpoint.ts";
import { dealView } from "../views.ts";

/** `POST /ui/deals/:dealId/duplicate`: link the order that was entered by hand, or push in spite of it. */
export const postDuplicate = uiEndpoint({
  method: "post",
  path: "/ui/deals/:dealId/duplicate",
  summary: "Say what a possible duplicate in QuickBooks is",
  role: "finance",
  body: z.discriminatedUnion("decision", [
    z.object({ decision: z.literal("link"), orderId: z.string().min(1).max(100) }),
    z.object({ decision: z.literal("pushAnyway") }),
  ]),
  answer: dealView,
  run: (parts, { user, params, body }) =>
    decideDuplicate(parts, {
      ...body,
      portalId: user.portalId,
      dealId: params["dealId"] ?? "",
      role: user.role,
      by: { userId: user.userId, email: user.email },
    }),
});
