import { z } from "zod";
import { syncInvoices } from "../../flows/sync-invoices.ts";
import { uiEndpoint } from "../endpoint.ts";

/** `POST /ui/sync/run`: runs a scheduled piece of work now. */
export const runSync = uiEndpoint({
  method: "post",
  path: "/ui/sync/run",
  summary: "Read orders, invoices and payments of all pushed deals again now",
  role: "admin",
  body: z.object({ what: z.enum(["invoices", "payments"]) }),
  answer: z.object({ queued: z.number().int() }),
  run: async (parts, { user }) => ({ queued: await syncInvoices(parts, user.portalId) }),
});
