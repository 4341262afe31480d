import { AppError } from "../../domain/errors.ts";
import type { Settings } from "../../domain/settings.ts";
import { uiEndpoint } from "../endpoint.ts";
import { settings } from "../views.ts";

/** `GET /ui/settings` */
export const getSettings = uiEndpoint({
  method: "get",
  path: "/ui/settings",
  summary: "The portal's settings",
  role: "viewer",
  answer: settings,
  run: (parts, { user }) => parts.store.inPortal(user.portalId, (tx) => tx.settings.read()),
});

/** `PUT /ui/settings`: takes a part, answers the whole. */
export const putSettings = uiEndpoint({
  method: "put",
  path: "/ui/settings",
  summary: "Change some of the portal's settings",
  role: "admin",
  body: settings.partial().strict(),
  answer: settings,
  run: (parts, { user, body }) =>
    parts.store.inPortal(user.portalId, async (tx) => {
      const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
      const changed: Settings = { ...(await tx.settings.read()), ...given };
      if (changed.roles[String(user.userId)] && changed.roles[String(user.userId)] !== "admin") {
        throw new AppError("invalid", "You cannot take the role admin from yourself; another admin can.", {
          code: "lastAdmin",
          fixBy: "admin",
        });
      }
      await tx.settings.save(changed);
      return changed;
    }),
});
