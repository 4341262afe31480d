import { z } from "zod";
import { requestPush } from "../../flows/request-push.ts";
import { uiEndpoint } from "../endpoint.ts";
import { personOf } from "../signed-user.ts";
import { dealView } from "../views.ts";

/** `POST /ui/deals/:dealId/push`: queued, waited for a few seconds, else answered `pushing`. */
export const pushDeal = uiEndpoint({
  method: "post",
  path: "/ui/deals/:dealId/push",
  summary: "Make the customer and the order of a deal in QuickBooks",
  role: "pusher",
  body: z.object({ idempotencyKey: z.string().min(1).max(200) }),
  answer: dealView,
  run: (parts, { user, params, body }) =>
    requestPush(parts, {
      portalId: user.portalId,
      dealId: params["dealId"] ?? "",
      by: personOf(user),
      role: user.role,
      idempotencyKey: body.idempotencyKey,
    }),
});
