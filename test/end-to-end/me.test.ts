import { afterAll, beforeAll, expect, test } from "vitest";
import { NORTHWIND_PORTAL, USERS } from "../sandbox/seed/hubspot.ts";
import { startStage, type Stage } from "./harness.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage?.stop());

const me = (who: "admin" | "rep" | "finance") => stage.actors.ask<{ role: string; userId: number }>(who, "/ui/me");

test("a user is told who they are to us, in which portal, with which QuickBooks companies", async () => {
  const { timeZone, currency } = stage.sandbox.hubspot.world.portals.get(NORTHWIND_PORTAL) ?? {};
  expect(await me("admin")).toEqual({
    userId: USERS.admin,
    email: expect.stringContaining("@"),
    role: "admin",
    portal: { timeZone, currency },
    connections: [{ id: expect.any(String), name: expect.any(String), state: "active", writesOff: null }],
  });
});

test("a role that an admin gave counts at the next call", async () => {
  await stage.actors.ask("admin", "/ui/settings", { method: "PUT", body: { roles: {} } });
  expect((await me("finance")).role).toBe("pusher");
  await stage.actors.ask("admin", "/ui/settings", { method: "PUT", body: { roles: { [USERS.finance]: "finance" } } });
  expect(await me("finance")).toMatchObject({ role: "finance", userId: USERS.finance });
  expect((await me("rep")).role).toBe("pusher");
});
