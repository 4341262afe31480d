import { expect, test } from "vitest";
import { installPortal } from "../../api/flows/install-portal.ts";
import type { SystemTx } from "../../api/ports/store.ts";
import { tokens } from "../store/fixtures.ts";

test("an installation of which HubSpot does not say whose it is stores nothing, since nobody would be its admin", async () => {
  const installed: unknown[] = [];
  const portals = { install: async (portal: unknown) => void installed.push(portal) };
  const store = { inSystem: (work: (tx: SystemTx) => unknown) => work({ portals } as unknown as SystemTx) };
  const exchangeCode = async () => ({ portalId: 7, tokens: tokens("first"), userId: null, scopes: [] });
  const needs = { store, crmOAuth: { exchangeCode } } as unknown as Parameters<typeof installPortal>[0];
  await expect(installPortal(needs, { code: "c", redirectUri: "r" })).rejects.toMatchObject({ code: "installerUnknown", fixBy: "admin" });
  expect(installed).toEqual([]);
});
