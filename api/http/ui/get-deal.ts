import { viewDeal } from "../../flows/view-deal.ts";
import { uiEndpoint } from "../endpoint.ts";
import { dealView } from "../views.ts";

/** `GET /ui/deals/:dealId`; `?refresh=true` reads the documents in QuickBooks again first. */
export const getDeal = uiEndpoint({
  method: "get",
  path: "/ui/deals/:dealId",
  summary: "Where a deal stands: findings, preview, order, invoices",
  role: "viewer",
  answer: dealView,
  run: (parts, { user, params, query }) =>
    viewDeal(parts, {
      portalId: user.portalId,
      dealId: params["dealId"] ?? "",
      role: user.role,
      userId: user.userId,
      refresh: query["refresh"] === "true",
    }),
});
