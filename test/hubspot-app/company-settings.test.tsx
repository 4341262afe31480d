import { Button, Input, LoadingButton, Select, StatusTag, Toggle } from "@hubspot/ui-extensions";
import { expect, test, vi } from "vitest";
import { COMPANY_SETTINGS as OF_THE_API } from "../../api/domain/company-settings.ts";
import { DEFAULT_SETTINGS } from "../../api/domain/settings.ts";
import { COMPANY_SETTINGS } from "../../hubspot-app/src/app/settings/company-settings.ts";
import type { Settings } from "../../hubspot-app/src/app/settings/contract.ts";
import { OrdersSection } from "../../hubspot-app/src/app/settings/orders-section.tsx";
import { SettingsContext } from "../../hubspot-app/src/app/settings/settings-context.ts";
import { createApi } from "../../hubspot-app/src/app/shared/create-api.ts";
import { fakeApi } from "./desk/fake-api.ts";
import { PATIENCE_MS, patientRenderer } from "./patient-renderer.ts";

const PORTAL = { ...DEFAULT_SETTINGS, amountBasisProposal: null } as unknown as Settings;
const company = (id: string, name: string, state = "active") => ({ id, name, state, country: "US", currency: "USD" });

/** The orders' section on an API with these companies, of which each has this of its own. */
function orders(connections: object[], own: Partial<Settings> = {}) {
  const api = fakeApi({
    "GET /ui/quickbooks": { connections },
    "GET /ui/settings": () => ({ ...PORTAL, ...own, own: Object.keys(own) }),
    "PUT /ui/settings": ({ body }) => ({ ...PORTAL, ...body, own: body?.["inherit"] ? [] : Object.keys(body ?? {}) }),
  });
  const me = { role: "admin" as const, portal: { timeZone: "UTC", currency: "USD" } };
  const screen = patientRenderer("settings");
  screen.render(
    <SettingsContext.Provider
      value={{ api: createApi("https://api.example.com", api.fetch), me, settings: PORTAL, company: null, saved: () => undefined }}
    >
      <OrdersSection />
    </SettingsContext.Provider>,
  );
  const toggle = (name: string) => screen.findAll(Toggle).find(({ props }) => props.name === name);
  const named = (name: string) => screen.findAll(Select).find(({ props }) => props.name === name);
  const choose = async (id: string) => {
    await vi.waitFor(() => expect(named("company")).toBeDefined(), PATIENCE_MS);
    named("company")?.props.onChange?.(id);
    await vi.waitFor(() => expect(screen.find(LoadingButton)).toBeDefined(), PATIENCE_MS);
  };
  return { ...api, ...screen, named, toggle, choose };
}

test("the page knows the same settings to be a company's as the API", () => {
  expect([...COMPANY_SETTINGS].toSorted()).toEqual([...OF_THE_API].toSorted());
});

test("with one company nothing is asked, and everything is saved for the portal as ever", async () => {
  const { calls, named, toggle, find, findAll, sent } = orders([company("1", "Piper US"), company("2", "Left", "disconnected")]);
  await vi.waitFor(() => expect(calls.map(({ path }) => path)).toContain("/ui/quickbooks"), PATIENCE_MS);
  expect(named("company")).toBeUndefined();
  expect(named("amountBasis")).toBeDefined();
  toggle("dealNameOnOrder")?.props.onChange?.(true);
  await vi.waitFor(() => expect(find(LoadingButton).props.disabled).toBe(false), PATIENCE_MS);
  findAll(LoadingButton)[0]?.trigger("onClick");
  await vi.waitFor(() => expect(sent()).toEqual([["PUT /ui/settings", { dealNameOnOrder: true }]]), PATIENCE_MS);
  expect(calls.at(-1)?.query.has("connectionId")).toBe(false);
});

test("of several, one is chosen: what is its own is marked and can be given up, what is the portal's alone is not there", async () => {
  const { calls, choose, named, toggle, find, findAll, sent } = orders([company("1", "Piper US"), company("2", "Piper DE")], {
    dealNameOnOrder: true,
  });
  await choose("2");
  await vi.waitFor(() => expect(find(StatusTag).text).toBe("Piper DE's own"), PATIENCE_MS);
  expect(named("amountBasis")).toBeUndefined();
  expect(toggle("dealNameOnOrder")?.props.checked).toBe(true);
  expect(findAll(Input).length).toBeGreaterThan(0);
  find(Button, { testId: "inherit-dealNameOnOrder" }).trigger("onClick");
  await vi.waitFor(() => expect(sent()).toEqual([["PUT /ui/settings", { inherit: ["dealNameOnOrder"] }]]), PATIENCE_MS);
  expect(calls.at(-1)?.query.get("connectionId")).toBe("2");
  await vi.waitFor(() => expect(findAll(StatusTag)).toEqual([]), PATIENCE_MS);

  toggle("dealNameOnOrder")?.props.onChange?.(true);
  await vi.waitFor(() => expect(find(LoadingButton).props.disabled).toBe(false), PATIENCE_MS);
  findAll(LoadingButton)[0]?.trigger("onClick");
  await vi.waitFor(() => expect(find(StatusTag).text).toBe("Piper DE's own"), PATIENCE_MS);
  expect(calls.at(-1)).toMatchObject({ method: "PUT", body: { dealNameOnOrder: true } });
});
