import { z } from "zod";
import { setupSteps } from "../../domain/setup-steps.ts";
import type { PortalTx } from "../../ports/store.ts";
import { uiEndpoint } from "../endpoint.ts";

const step = z.object({ code: z.string(), label: z.string(), who: z.string(), where: z.string(), done: z.boolean().nullable() });

/** `GET /ui/setup`: what is to be done from the installation to the first push, by whom and where. */
export const getSetup = uiEndpoint({
  method: "get",
  path: "/ui/setup",
  summary: "The steps from the installation to the first push",
  role: "viewer",
  answer: z.object({ steps: z.array(step) }),
  run: ({ store }, { user }) =>
    store.inPortal(user.portalId, async (tx) => ({
      steps: setupSteps({
        companies: (await tx.connections.list()).filter(({ state }) => state === "active" || state === "needsReconnect").length,
        unmappedDeals: (await tx.deals.unmapped()).length,
        orders: (await tx.links.listOrders()).length,
        settings: { ...(await tx.settings.read()), automaticPush: await pushesBySelf(tx) },
      }),
    })),
});

/** To any company at all. */
async function pushesBySelf(tx: PortalTx): Promise<boolean> {
  if ((await tx.settings.readWhole()).automaticPush) return true;
  for (const { connectionId } of await tx.connections.list()) if ((await tx.settings.of(connectionId)).automaticPush) return true;
  return false;
}
