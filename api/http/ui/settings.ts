import type { Settings } from "../../domain/settings.ts";
import { saveSettings, type SettingsChange } from "../../flows/save-settings.ts";
import type { PortalTx } from "../../ports/store.ts";
import { uiEndpoint } from "../endpoint.ts";
import { personOf } from "../signed-user.ts";
import { settingsChange, settingsView } from "../settings-views.ts";

/** `GET /ui/settings`: whom alerts go to is told to admins alone, since whoever knows the address of a Slack webhook may post there. */
export const getSettings = uiEndpoint({
  method: "get",
  path: "/ui/settings",
  summary: "The portal's settings",
  role: "viewer",
  answer: settingsView,
  run: (parts, { user }) =>
    parts.store.inPortal(user.portalId, async (tx) => {
      const all = await tx.settings.readWhole();
      return viewOf(tx, user.role === "admin" ? all : { ...all, alerts: { slackWebhookUrl: null, emails: [] } });
    }),
});

/** `PUT /ui/settings`: takes a part, answers the whole. */
export const putSettings = uiEndpoint({
  method: "put",
  path: "/ui/settings",
  summary: "Change some of the portal's settings",
  role: "admin",
  body: settingsChange,
  answer: settingsView,
  async run(parts, { user, body: { amountBasisProposal: _onlyRead, ...body } }) {
    const changes: SettingsChange = { ...writtenOf(body), ...(body.approvals && { approvals: writtenOf(body.approvals) }) };
    const saved = await saveSettings(parts, { portalId: user.portalId, by: personOf(user), changes });
    return parts.store.inPortal(user.portalId, (tx) => viewOf(tx, saved));
  },
});

async function viewOf(tx: PortalTx, settings: Settings) {
  const proposal = await tx.amountBasis.read();
  const amountBasisProposal = proposal && { basis: proposal.basis, share: proposal.fitting / proposal.deals, deals: proposal.deals };
  return { ...settings, amountBasisProposal };
}

function writtenOf(part: object): object {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined));
}
