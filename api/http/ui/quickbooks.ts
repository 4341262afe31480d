import { z } from "zod";
import { confirmCompany } from "../../flows/connect-company.ts";
import { disconnectCompany } from "../../flows/disconnect-company.ts";
import { uiEndpoint } from "../endpoint.ts";
import { issueConnectToken } from "../oauth/state.ts";
import { personOf } from "../signed-user.ts";

/** `POST /ui/quickbooks/connect`: a link for the admin's browser, good once, for ten minutes. With `confirm`, a company that is new waits for a yes. */
export const connectQuickBooks = uiEndpoint({
  method: "post",
  path: "/ui/quickbooks/connect",
  summary: "Begin to join a QuickBooks company",
  role: "admin",
  body: z.object({ confirm: z.boolean().default(false) }),
  answer: z.object({ url: z.url() }),
  run: async (parts, { user: { portalId, userId }, body }) => {
    const token = await issueConnectToken(parts, { purpose: "quickbooks", portalId, userId, toBeConfirmed: body.confirm });
    return { url: `${parts.config.PUBLIC_URL}/oauth/quickbooks/connect?token=${token}` };
  },
});

/** `GET /ui/quickbooks`: the companies that were ever joined, the oldest first. */
export const getQuickBooks = uiEndpoint({
  method: "get",
  path: "/ui/quickbooks",
  summary: "The QuickBooks companies of the portal",
  role: "finance",
  answer: z.object({
    connections: z.array(
      z.object({
        id: z.string(),
        state: z.enum(["pending", "active", "needsReconnect", "disconnected"]),
        name: z.string(),
        country: z.string(),
        currency: z.string(),
      }),
    ),
  }),
  run: async ({ store }, { user }) => {
    const connections = await store.inPortal(user.portalId, (tx) => tx.connections.list());
    return {
      connections: connections.map(({ connectionId: id, state, company: { name, country, homeCurrency: currency } }) => {
        return { id, state, name, country, currency };
      }),
    };
  },
});

/** `POST /ui/quickbooks/confirm`: the company that was chosen is the right one. */
export const confirmQuickBooks = uiEndpoint({
  method: "post",
  path: "/ui/quickbooks/confirm",
  summary: "Begin to work with the QuickBooks company that was chosen",
  role: "admin",
  body: z.object({ connectionId: z.string().min(1) }),
  answer: z.object({ confirmed: z.string() }),
  run: async (parts, { user, body: { connectionId } }) => {
    await confirmCompany(parts, { portalId: user.portalId, by: personOf(user), connectionId });
    return { confirmed: connectionId };
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
