import { saveSettings, type SettingsChange } from "../../flows/save-settings.ts";
import { uiEndpoint } from "../endpoint.ts";
import { personOf } from "../signed-user.ts";
import { settings, settingsChange } from "../views.ts";

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
  body: settingsChange,
  answer: settings,
  run: (parts, { user, body }) => {
    const changes: SettingsChange = { ...writtenOf(body), ...(body.approvals && { approvals: writtenOf(body.approvals) }) };
    return saveSettings(parts, { portalId: user.portalId, by: personOf(user), changes });
  },
});

function writtenOf(part: object): object {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined));
}
