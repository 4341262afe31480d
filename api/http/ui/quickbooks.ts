import { z } from "zod";
import { disconnectCompany } from "../../flows/disconnect-company.ts";
import { uiEndpoint } from "../endpoint.ts";
import { issueConnectToken } from "../oauth/state.ts";
import { personOf } from "../signed-user.ts";

/** `POST /ui/quickbooks/connect`: a link for the admin's browser, good once, for ten minutes. */
export const connectQuickBooks = uiEndpoint({
  method: "post",
  path: "/ui/quickbooks/connect",
  summary: "Begin to join a QuickBooks company",
  role: "admin",
  answer: z.object({ url: z.url() }),
  run: async (parts, { user }) => {
    const token = await issueConnectToken(parts, { purpose: "quickbooks", portalId: user.portalId, userId: user.userId });
    return { url: `${parts.config.PUBLIC_URL}/oauth/quickbooks/connect?token=${token}` };
  },
});

/** `POST /ui/quickbooks/disconnect`: revokes and stops; one company, or all of the portal's. */
export const disconnectQuickBooks = uiEndpoint({
  method: "post",
  path: "/ui/quickbooks/disconnect",
  summary: "Leave a QuickBooks company",
  role: "admin",
  body: z.object({ connectionId: z.string().optional() }),
  answer: z.object({ disconnected: z.array(z.string()) }),
  run: async (parts, { user, body }) => ({
    disconnected: await disconnectCompany(parts, { portalId: user.portalId, by: personOf(user), connectionId: body.connectionId ?? null }),
  }),
});
