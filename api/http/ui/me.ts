import { z } from "zod";
import type { Settings } from "../../domain/settings.ts";
import { uiEndpoint } from "../endpoint.ts";
import { role } from "../settings-views.ts";

/** `GET /ui/me`: who the user is to us, and where they are. */
export const getMe = uiEndpoint({
  method: "get",
  path: "/ui/me",
  summary: "The user's role, the portal, its QuickBooks companies, and whether anything is sent to them",
  role: "viewer",
  answer: z.object({
    userId: z.number().int(),
    email: z.string().nullable(),
    role,
    portal: z.object({ timeZone: z.string(), currency: z.string() }),
    connections: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        state: z.enum(["pending", "active", "needsReconnect", "disconnected"]),
        /** Why nothing is sent to it, if that is so. */
        writesOff: z.enum(["readOnly", "shadow"]).nullable(),
      }),
    ),
  }),
  run: ({ store }, { user: { portalId, userId, email, role } }) =>
    store.inPortal(portalId, async (tx) => {
      const portal = await tx.portal.read();
      if (!portal) throw new Error(`Bug! Portal ${portalId} signed a call and is not there.`);
      const connections = [];
      for (const { connectionId, state, company } of await tx.connections.list())
        connections.push({ id: connectionId, name: company.name, state, writesOff: writesOff(await tx.settings.of(connectionId)) });
      return { ...{ userId, email, role }, portal: { timeZone: portal.timeZone, currency: portal.currency }, connections };
    }),
});

function writesOff({ readOnly, shadow }: Settings): "readOnly" | "shadow" | null {
  return readOnly ? "readOnly" : shadow ? "shadow" : null;
}
