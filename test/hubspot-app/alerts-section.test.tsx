import { Alert, LoadingButton } from "@hubspot/ui-extensions";
import { expect, test, vi } from "vitest";
import { DEFAULT_SETTINGS } from "../../api/domain/settings.ts";
import { AlertsSection } from "../../hubspot-app/src/app/settings/alerts-section.tsx";
import type { Settings } from "../../hubspot-app/src/app/settings/contract.ts";
import { SettingsContext } from "../../hubspot-app/src/app/settings/settings-context.ts";
import { createApi } from "../../hubspot-app/src/app/shared/create-api.ts";
import { fakeApi } from "./desk/fake-api.ts";
import { PATIENCE_MS, patientRenderer } from "./patient-renderer.ts";
import { textOf } from "./text-of.ts";

const slack = { channel: "slack", ok: true, message: "Sent." };
const email = { channel: "email", ok: true, message: "Sent." };
const refused = { channel: "slack", ok: false, message: "Slack refused the message." };

test.each([
  [[slack, email], "success", "Slack: Sent. E-mail: Sent."],
  [[], "success", "Nobody is told yet: save an address first."],
  [[refused, email], "danger", "Slack: Slack refused the message. E-mail: Sent."],
])("a test of the alerts that comes to %j is a %s", async (tried, variant, words) => {
  const { fetch } = fakeApi({ "POST /ui/alerts/test": { tried } });
  const { render, findByTestId, find } = patientRenderer("settings");
  const settings = DEFAULT_SETTINGS as unknown as Settings;
  const me = { role: "admin" as const, portal: { timeZone: "UTC", currency: "USD" } };
  render(
    <SettingsContext.Provider
      value={{ api: createApi("https://api.example.com", fetch), me, settings, company: null, saved: () => undefined }}
    >
      <AlertsSection />
    </SettingsContext.Provider>,
  );
  findByTestId(LoadingButton, "test-alerts").trigger("onClick");
  await vi.waitFor(() => expect(find(Alert).props.variant).toBe(variant), PATIENCE_MS);
  expect(`${find(Alert).props.title} ${textOf(find(Alert))}`).toContain(words);
});
