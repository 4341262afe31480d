import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { mayAct } from "../../api/domain/roles.ts";
import { UI_ENDPOINTS } from "../../api/http/ui/endpoints.ts";
import { NORTHWIND_PORTAL, TEAMS, USERS } from "../sandbox/seed/hubspot.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { portalOf } from "../sandbox/hubspot/world.ts";
import { CARD_API_ORIGIN, visitor } from "../sandbox/sandbox.ts";
import { rowsOf, startStage, type Stage } from "./harness.ts";
import { fromNowOn } from "./written-since.ts";

type Method = "GET" | "POST" | "PUT";
type Answer = { error?: { code: string; message: string } };

const DEAL = DEAL_IDS.globex;
const OWNERS = { admin: "71001", rep: "71002" };

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage?.stop());
beforeEach(() => set({ roles: {}, pushOnly: "all" }));

const set = (settings: object) => stage.actors.ask("admin", "/ui/settings", { method: "PUT", body: settings });
const ownedBy = (ownerId: string) => stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).patch("deals", DEAL, { hubspot_owner_id: ownerId });
const actionsOf = async () => (await stage.actors.ask<{ actions: string[] }>("rep", `/ui/deals/${DEAL}`)).actions;

/** What the product answers to a call that HubSpot signs for this person. */
async function answerTo(who: "admin" | "rep" | "finance", method: Method, path: string, body: object = {}): Promise<Answer> {
  const call = { ...visitor(who), url: `${CARD_API_ORIGIN}${path}`, method, ...(method !== "GET" && { body }) };
  const answer = await stage.sandbox.hubspot.fetchProxy(call);
  return answer.body.responseBody as Answer;
}

/** Refused with words that say why, and not a row of any table is different. */
async function expectRefused(call: () => Promise<Answer>, code: string, words: RegExp): Promise<void> {
  const written = await fromNowOn(stage);
  const { error } = await call();
  expect(error).toMatchObject({ code });
  expect(error?.message).toMatch(words);
  await written.expectNothing();
}

describe("every call asks for a role", () => {
  const paths = (needed: "pusher" | "finance") =>
    UI_ENDPOINTS.filter(({ role }) => mayAct(role, needed)).map(({ method, path, role }) => ({
      call: `${method} ${path}`,
      method: method.toUpperCase() as Method,
      path: path.replace(/:\w+/g, "1"),
      role,
    }));

  test.each(paths("finance"))("a rep is refused $call", async ({ method, path, role }) => {
    await expectRefused(() => answerTo("rep", method, path), "roleTooSmall", new RegExp(`needs the role ${role}; yours is pusher`));
  });

  test.each(paths("pusher"))("a viewer is refused $call", async ({ method, path, role }) => {
    await set({ roles: { [USERS.rep]: "viewer" } });
    await expectRefused(() => answerTo("rep", method, path), "roleTooSmall", new RegExp(`needs the role ${role}; yours is viewer`));
  });

  test("a viewer is offered nothing to do on a deal", async () => {
    expect(await actionsOf()).toEqual(["push"]);
    await set({ roles: { [USERS.rep]: "viewer" } });
    expect(await actionsOf()).toEqual([]);
  });
});

describe("whose deals a rep may push", () => {
  const press = (who: "rep" | "finance" = "rep") =>
    answerTo(who, "POST", `/ui/deals/${DEAL}/push`, { idempotencyKey: `press-${Math.random()}` });

  test("of their own only: a colleague's is refused, in the same team too", async () => {
    await set({ pushOnly: "own" });
    ownedBy(OWNERS.admin);
    joinTeam(OWNERS.admin, [TEAMS.east]);
    await expectRefused(press, "dealOfOthers", /only your own deals/);
    expect(await actionsOf()).toEqual([]);
    ownedBy(OWNERS.rep);
    expect(await actionsOf()).toEqual(["push"]);
  });

  test("of their team only: a rep of East who signs a call for a deal of West is refused", async () => {
    await set({ pushOnly: "team" });
    ownedBy(OWNERS.admin);
    joinTeam(OWNERS.admin, [TEAMS.west]);
    await expectRefused(press, "dealOfOthers", /of your own or of your team/);
    expect(await actionsOf()).toEqual([]);
    joinTeam(OWNERS.admin, [TEAMS.west, TEAMS.east]);
    expect(await actionsOf()).toEqual(["push"]);
  });

  test("a deal that nobody owns is nobody's own", async () => {
    await set({ pushOnly: "team" });
    ownedBy("");
    await expectRefused(press, "dealOfOthers", /not one of them/);
  });

  test("finance pushes anybody's", async () => {
    await set({ pushOnly: "own", roles: { [USERS.finance]: "finance" } });
    ownedBy(OWNERS.rep);
    expect((await press("finance")).error).toBeUndefined();
  });

  function joinTeam(ownerId: string, teams: { id: string; name: string }[]): void {
    const { owners } = portalOf(stage.sandbox.hubspot.world, NORTHWIND_PORTAL);
    owners.splice(0, owners.length, ...owners.map((owner) => (owner.id === ownerId ? { ...owner, teams } : owner)));
  }
});

describe("there is always an admin", () => {
  test("nobody takes the role from themselves, not by leaving their name out either", async () => {
    await set({ roles: { [USERS.finance]: "admin" } });
    for (const roles of [{}, { [USERS.finance]: "finance" }])
      await expectRefused(() => answerTo("finance", "PUT", "/ui/settings", { roles }), "lastAdmin", /not be an admin any more/);
    await expectRefused(
      () => answerTo("admin", "PUT", "/ui/settings", { roles: { [USERS.admin]: "viewer" } }),
      "lastAdmin",
      /Another admin/,
    );
  });

  test("another admin can", async () => {
    await set({ roles: { [USERS.finance]: "admin" } });
    await stage.actors.ask("finance", "/ui/settings", {
      method: "PUT",
      body: { roles: { [USERS.finance]: "admin", [USERS.admin]: "pusher" } },
    });
    await expectRefused(() => answerTo("admin", "PUT", "/ui/settings", { roles: {} }), "roleTooSmall", /yours is pusher/);
    await stage.actors.ask("finance", "/ui/settings", {
      method: "PUT",
      body: { roles: { [USERS.finance]: "admin", [USERS.admin]: "admin" } },
    });
  });

  test("nobody takes it from themselves by their own e-mail", async () => {
    const roles = { [USERS.admin]: "admin", "ADA@northwind.example": "viewer" };
    await expectRefused(() => answerTo("admin", "PUT", "/ui/settings", { roles }), "lastAdmin", /not be an admin any more/);
  });
});

describe("whoever installs the app again", () => {
  const role = async () => (await stage.actors.ask<{ role: string }>("rep", "/ui/me")).role;
  async function installAs(userId: number): Promise<void> {
    const { app } = stage.sandbox.hubspot.world;
    const was = app.autoApprove;
    app.autoApprove = { portalId: NORTHWIND_PORTAL, userId };
    await stage.actors.walk(`${stage.url}/oauth/hubspot/install`);
    app.autoApprove = was;
  }

  test("is an admin, whatever they had before; who installed it first stays one, and everybody else what they are", async () => {
    await set({ roles: { "ben@northwind.example": "viewer", [USERS.finance]: "finance" } });
    await installAs(USERS.rep);
    expect(await role()).toBe("admin");
    const { roles } = await stage.actors.ask<{ roles: object }>("admin", "/ui/settings");
    expect(roles).toEqual({ [USERS.rep]: "admin", [USERS.finance]: "finance" });
    const told = await rowsOf(stage.db.url, "select user_id from audit_log where what = 'role.byInstalling'");
    expect(told).toEqual([{ user_id: String(USERS.rep) }]);
  });

  test("changes nothing as the admin that they are", async () => {
    await installAs(USERS.admin);
    expect(await role()).toBe("pusher");
    expect((await stage.actors.ask<{ roles: object }>("admin", "/ui/settings")).roles).toEqual({});
  });
});

describe("somebody who can own no record", () => {
  type Listed = { userId: number | null; email: string | null; role: string; given: string | null };
  const me = async () => (await stage.actors.ask<{ role: string }>("finance", "/ui/me")).role;
  const carla = async () =>
    (await stage.actors.ask<{ users: Listed[] }>("admin", "/ui/users")).users.filter(({ email }) => email?.startsWith("carla"));

  test("is given a role by e-mail, which is theirs by id once they come, and of nobody who comes with that e-mail later", async () => {
    await set({ roles: { "Carla@Northwind.example": "finance" } });
    expect(await carla()).toEqual([]);
    expect((await stage.actors.ask<{ users: Listed[] }>("admin", "/ui/users")).users).toContainEqual(
      expect.objectContaining({ userId: null, email: "Carla@Northwind.example", role: "finance", given: "finance" }),
    );
    expect(await me()).toBe("finance");
    expect(await carla()).toMatchObject([{ userId: USERS.finance, email: "carla@northwind.example", given: "finance" }]);
    const { roles } = await stage.actors.ask<{ roles: object }>("admin", "/ui/settings");
    expect(roles).toEqual({ [USERS.finance]: "finance" });
    expect(await asStranger({ userId: 5099, userEmail: "carla@northwind.example" })).toBe("pusher");
  });

  test("keeps the newer role where their id had one before", async () => {
    await set({ roles: { [USERS.finance]: "finance", "carla@northwind.example": "viewer" } });
    expect(await me()).toBe("viewer");
    expect(await me()).toBe("viewer");
  });

  test("is listed by id where only that was given, and who installed is listed as the admin", async () => {
    await set({ roles: { 5098: "finance" } });
    const { users } = await stage.actors.ask<{ users: Listed[] }>("admin", "/ui/users");
    expect(users).toContainEqual({ userId: 5098, name: "HubSpot user 5098", email: null, role: "finance", given: "finance" });
    expect(users.find(({ userId }) => userId === USERS.admin)).toMatchObject({ role: "admin", given: null });
  });

  async function asStranger(who: { userId: number; userEmail: string }): Promise<string> {
    const answer = await stage.sandbox.hubspot.fetchProxy({ ...visitor("rep"), ...who, url: `${CARD_API_ORIGIN}/ui/me`, method: "GET" });
    return (answer.body.responseBody as { role: string }).role;
  }
});

describe("where alerts go", () => {
  test("only an admin reads where alerts go", async () => {
    await set({ alerts: { slackWebhookUrl: null, emails: ["ops@northwind.example"] } });
    const emailsFor = async (who: "admin" | "rep") =>
      (await stage.actors.ask<{ alerts: { emails: string[] } }>(who, "/ui/settings")).alerts.emails;
    expect(await emailsFor("admin")).toEqual(["ops@northwind.example"]);
    expect(await emailsFor("rep")).toEqual([]);
  });
});
