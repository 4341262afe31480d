import { z } from "zod";
import { uiEndpoint } from "../endpoint.ts";
import { role } from "../settings-views.ts";

/** `GET /ui/me`: who the user is to us, and where they are. */
export const getMe = uiEndpoint({
  method: "get",
  path: "/ui/me",
  summary: "The user's role, the portal and its QuickBooks companies",
  role: "viewer",
  answer: z.object({
    userId: z.number().int(),
    email: z.string().nullable(),
    role,
    portal: z.object({ timeZone: z.string(), currency: z.string() }),
    connections: z.array(
      z.object({ id: z.string(), name: z.string(), state: z.enum(["pending", "active", "needsReconnect", "disconnected"]) }),
    ),
  }),
  run: ({ store }, { user: { portalId, userId, email, role } }) =>
    store.inPortal(portalId, async (tx) => {
      const portal = await tx.portal.read();
      if (!portal) throw new Error(`Bug! Portal ${portalId} signed a call and is not there.`);
      const connections = await tx.connections.list();
      return {
        ...{ userId, email, role },
        portal: { timeZone: portal.timeZone, currency: portal.currency },
        connections: connections.map(({ connectionId, state, company }) => ({ id: connectionId, name: company.name, state })),
      };
    }),
});
