import type { Express } from "express";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { mayAct } from "../../api/domain/roles.ts";
import { createApp } from "../../api/http/app.ts";
import type { Parts } from "../../api/http/parts.ts";
import { UI_ENDPOINTS } from "../../api/http/ui/endpoints.ts";

/** What is no secret from anybody in the portal: everything else asks for finance or an admin. */
const FOR_EVERYBODY = [
  "get /ui/me",
  "get /ui/deals/:dealId",
  "get /ui/companies/:companyId",
  "post /ui/invoices/:id/pdf-link",
  "get /ui/mirror",
  "get /ui/settings",
  "get /ui/setup",
  "get /ui/scopes",
  "get /ui/schedule",
  "get /ui/breaker",
  "get /ui/go-live",
  "get /ui/mappings",
  "get /ui/mappings/products",
];
const FOR_WHO_PUSHES = ["post /ui/deals/:dealId/push"];
/** What decides about the portal itself. */
const FOR_ADMINS = /^(put|post) \/ui\/(settings|quickbooks|workflow-consents|configuration|uninstall|breaker|alerts|sync)\b/;

/** Whose letter it is to be is no claim about who calls. */
const ASSIGNS = "post /ui/dead-letters/:id/assign";

const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

describe("the doors of cards and pages", () => {
  test("are all in the one list that signatures and roles are asked by", () => {
    expect(doorsOf(createApp({ config: { PUBLIC_URL: "https://tieout.example" } } as Parts, () => false)).toSorted()).toEqual(
      UI_ENDPOINTS.map(nameOf).toSorted(),
    );
  });

  test("open to everybody where nothing is secret, to reps for a push, and else to finance and admins alone", () => {
    const open = (role: "viewer" | "pusher") => UI_ENDPOINTS.filter((endpoint) => endpoint.role === role).map(nameOf);
    expect(open("viewer").toSorted()).toEqual(FOR_EVERYBODY.toSorted());
    expect(open("pusher")).toEqual(FOR_WHO_PUSHES);
  });

  test("let only admins decide about the portal itself", () => {
    const decisions = UI_ENDPOINTS.filter((endpoint) => FOR_ADMINS.test(nameOf(endpoint)));
    expect(decisions.filter(({ role }) => !mayAct(role, "admin")).map(nameOf)).toEqual([]);
    expect(decisions.length).toBeGreaterThan(8);
  });

  test("take portal and user from the signed address: no body has a place for them, but for whom work is given to", () => {
    const naming = UI_ENDPOINTS.filter(
      ({ body }) => body && namesIn(body).some((name) => /^(portalId|hubId|userId|userEmail|appId)$/.test(name)),
    );
    expect(naming.map(nameOf)).toEqual([ASSIGNS]);
  });
});

/** Every /ui route that the app serves, however it came there. */
function doorsOf(app: Express): string[] {
  const { stack } = app.router as unknown as { stack: { route?: { path: string; methods: Record<string, boolean> } }[] };
  return stack.flatMap(({ route }) =>
    route?.path.startsWith("/ui") ? Object.keys(route.methods).map((method) => nameOf({ method, path: route.path })) : [],
  );
}

/** The names of all fields of a body, at any depth. */
function namesIn(body: z.ZodType): string[] {
  const names: string[] = [];
  JSON.stringify(z.toJSONSchema(body, { io: "input", unrepresentable: "any" }), (_key, value: unknown) => {
    if (typeof value === "object" && value !== null && "properties" in value) names.push(...Object.keys(value.properties as object));
    return value;
  });
  return names;
}
