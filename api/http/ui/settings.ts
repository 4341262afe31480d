import { AppError } from "../../domain/errors.ts";
import { currentSettings, type CurrentSettings } from "../../flows/current-settings.ts";
import { saveCompanySettings } from "../../flows/save-company-settings.ts";
import { saveSettings, type SettingsChange } from "../../flows/save-settings.ts";
import type { PortalTx } from "../../ports/store.ts";
import { companyIn, COMPANY_QUERY } from "../company-in-query.ts";
import { uiEndpoint } from "../endpoint.ts";
import { personOf } from "../signed-user.ts";
import { settingsChange, settingsView } from "../settings-views.ts";

/** `GET /ui/settings?connectionId`: whom alerts go to is told to admins alone, since whoever knows the address of a Slack webhook may post there. */
export const getSettings = uiEndpoint({
  method: "get",
  path: "/ui/settings",
  summary: "The portal's settings, or what holds for one company and which of it is that company's own",
  role: "viewer",
  query: COMPANY_QUERY,
  answer: settingsView,
  run: (parts, { user, query }) =>
    parts.store.inPortal(user.portalId, async (tx) => {
      const all = await currentSettings(tx, companyIn(query));
      return viewOf(tx, user.role === "admin" ? all : { ...all, alerts: { slackWebhookUrl: null, emails: [] } });
    }),
});

/** `PUT /ui/settings?connectionId`: takes a part, answers the whole. Of a company, `inherit` names what is the portal's again. */
export const putSettings = uiEndpoint({
  method: "put",
  path: "/ui/settings",
  summary: "Change some of the portal's settings, or have some of them otherwise for one company",
  role: "admin",
  query: COMPANY_QUERY,
  body: settingsChange,
  answer: settingsView,
  async run(parts, { user, query, body: { amountBasisProposal: _onlyRead, own: _too, inherit = [], ...body } }) {
    const changes: SettingsChange = { ...writtenOf(body), ...(body.approvals && { approvals: writtenOf(body.approvals) }) };
    const saving = { portalId: user.portalId, by: personOf(user), changes };
    const connectionId = companyIn(query);
    if (connectionId === null && inherit.length > 0) throw nothingToInherit();
    const saved = await (connectionId === null
      ? saveSettings(parts, saving)
      : saveCompanySettings(parts, { ...saving, connectionId, inherit }));
    return parts.store.inPortal(user.portalId, (tx) => viewOf(tx, saved));
  },
});

async function viewOf(tx: PortalTx, settings: CurrentSettings) {
  const proposal = await tx.amountBasis.read();
  const amountBasisProposal = proposal && { basis: proposal.basis, share: proposal.fitting / proposal.deals, deals: proposal.deals };
  return { ...settings, amountBasisProposal };
}

const nothingToInherit = () =>
  new AppError("invalid", "Only a company can go back to the portal's settings: say which one as connectionId.", { code: "invalidQuery" });

function writtenOf(part: object): object {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined));
}
