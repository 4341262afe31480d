import { Alert, Input, LoadingButton, Modal, Button } from "@hubspot/ui-extensions";
import type { RenderedFragmentNode } from "@hubspot/ui-extensions/testing";
import { expect, test, vi } from "vitest";
import { DEFAULT_SETTINGS } from "../../api/domain/settings.ts";
import type { Settings } from "../../hubspot-app/src/app/settings/contract.ts";
import { SettingsContext } from "../../hubspot-app/src/app/settings/settings-context.ts";
import { UninstallSection } from "../../hubspot-app/src/app/settings/uninstall-section.tsx";
import { createApi } from "../../hubspot-app/src/app/shared/create-api.ts";
import { fakeApi } from "./desk/fake-api.ts";
import { PATIENCE_MS, patientRenderer } from "./patient-renderer.ts";

test("removing the app is typed first and asked again, and says how long data is kept", async () => {
  const { fetch, sent } = fakeApi({ "POST /ui/uninstall": { uninstalled: true, keptDays: 30 } });
  const { render, find } = patientRenderer("settings");
  const settings = DEFAULT_SETTINGS as unknown as Settings;
  const me = { role: "admin" as const, portal: { timeZone: "UTC", currency: "USD" } };
  render(
    <SettingsContext.Provider
      value={{ api: createApi("https://api.example.com", fetch), me, settings, company: null, saved: () => undefined }}
    >
      <UninstallSection />
    </SettingsContext.Provider>,
  );
  const leave = () => find(LoadingButton).props;
  expect(leave().disabled).toBe(true);
  find(Input).props.onInput?.("remove");
  expect(leave().disabled).toBe(true);
  find(Input).props.onInput?.(" Uninstall ");
  await vi.waitFor(() => expect(leave().disabled).toBe(false), PATIENCE_MS);
  expect(sent()).toEqual([]);
  const question = (leave().overlay as unknown as RenderedFragmentNode).find(Modal);
  question.find(Button, { testId: "uninstall-sure" }).trigger("onClick");
  await vi.waitFor(() => expect(find(Alert).props.title).toContain("Everything is kept for 30 days, then deleted."), PATIENCE_MS);
  expect(sent()).toEqual([["POST /ui/uninstall", { confirm: true }]]);
});
