import { z } from "zod";
import { findInvoice } from "../../flows/find-invoice.ts";
import { linkTo } from "../documents/pdf-link.ts";
import { uiEndpoint } from "../endpoint.ts";

/** `POST /ui/invoices/:id/pdf-link`: a link that lives five minutes; `connectionId` where ids of several companies could meet. */
export const linkInvoicePdf = uiEndpoint({
  method: "post",
  path: "/ui/invoices/:id/pdf-link",
  summary: "A short-lived link to an invoice's PDF",
  role: "viewer",
  body: z.object({ connectionId: z.string().min(1).optional() }),
  answer: z.object({ url: z.url() }),
  run: async (parts, { user, params, body }) => {
    const connectionId = body.connectionId ?? null;
    return { url: linkTo(parts, await findInvoice(parts, { portalId: user.portalId, invoiceId: params["id"] ?? "", connectionId })) };
  },
});
