import { saveSettings } from "../../flows/save-settings.ts";
import type { Settings } from "../../domain/settings.ts";
import { uiEndpoint } from "../endpoint.ts";
import { personOf } from "../signed-user.ts";
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
  run: (parts, { user, body }) => {
    const changes: Partial<Settings> = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
    return saveSettings(parts, { portalId: user.portalId, by: personOf(user), changes });
  },
});
