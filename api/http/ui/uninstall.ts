import { z } from "zod";
import { uninstall } from "../../flows/uninstall.ts";
import { uiEndpoint } from "../endpoint.ts";
import { personOf } from "../signed-user.ts";

/** `POST /ui/uninstall`: removes the app from HubSpot, leaves QuickBooks and stops all work. */
export const postUninstall = uiEndpoint({
  method: "post",
  path: "/ui/uninstall",
  summary: "Remove Tieout from this HubSpot account",
  role: "admin",
  body: z.object({ confirm: z.literal(true) }).strict(),
  answer: z.object({ uninstalled: z.literal(true), keptDays: z.number().int() }),
  async run(parts, { user }) {
    const { retention } = await parts.store.inPortal(user.portalId, (tx) => tx.settings.read());
    await uninstall(parts, { portalId: user.portalId, by: personOf(user) });
    return { uninstalled: true as const, keptDays: retention.afterUninstallDays };
  },
});
