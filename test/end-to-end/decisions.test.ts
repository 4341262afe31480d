import { afterAll, beforeAll, expect, test } from "vitest";
import { faultWith200 } from "../sandbox/quickbooks/canned-answers.ts";
import { NORTHWIND_PORTAL, USERS } from "../sandbox/seed/hubspot.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { startStage, type Stage } from "./harness.ts";
import { workWaiting } from "./waiting-jobs.ts";

let stage: Stage;
beforeAll(async () => void (stage = await startStage()));
afterAll(() => stage?.stop());

type Log = {
  entries: { what: string; by: { userId: number; email: string | null } | null; details: Record<string, unknown> }[];
  firstBroken: number | null;
};
const put = (path: string, body: object) => stage.actors.ask("admin", path, { method: "PUT", body });

test("settings, mappings, joining and leaving a company are remembered with who did it, and no secret", async () => {
  const slackWebhookUrl = "https://hooks.slack.com/services/T0/B0/very-secret";
  for (let twice = 0; twice < 2; twice += 1) await put("/ui/settings", { alerts: { slackWebhookUrl, emails: [] } });
  await put("/ui/mappings/products", { products: [] });
  await stage.actors.ask("admin", "/ui/quickbooks/disconnect", { method: "POST", body: {} });
  const { url } = await stage.actors.ask<{ url: string }>("admin", "/ui/quickbooks/connect", { method: "POST", body: {} });
  await stage.actors.walk(url);

  const log = await stage.actors.ask<Log>("admin", "/ui/audit-log");
  const newest = log.entries.slice(0, 4);
  expect(newest.map(({ what }) => what)).toEqual(["company.connected", "company.disconnected", "mapping.saved", "settings.changed"]);
  expect(log.entries.every(({ by }) => (by?.userId ?? 0) > 0)).toBe(true);
  expect(newest[3]?.details).toMatchObject({ changed: [{ setting: "alerts" }] });
  expect(JSON.stringify(log)).not.toContain("very-secret");
  expect(log.firstBroken).toBeNull();
});

test("whoever asks again, since the answer was lost, has decided once; to choose something else is another decision", async () => {
  const { hubspot, quickbooks } = stage.sandbox;
  const refusal = { when: "before", kind: "answer", times: 2, answer: faultWith200("6000") } as const;
  quickbooks.wire.faults.add({ match: { method: "POST", path: "/estimate" }, ...refusal });
  hubspot.portal(NORTHWIND_PORTAL).patch("deals", DEAL_IDS.acme, { dealstage: "closedwon" });
  const data = { portalId: NORTHWIND_PORTAL, dealId: DEAL_IDS.acme, cause: "button" } as const;
  await stage.db.store.inPortal(NORTHWIND_PORTAL, (tx) => tx.enqueue({ name: "push-deal", data }));
  await workWaiting(stage);
  const { deadLetters } = await stage.actors.ask<{ deadLetters: { id: string; cause: string; kind: string }[] }>(
    "admin",
    "/ui/dead-letters",
  );
  const { id, cause } = deadLetters.find(({ kind }) => kind === "push-deal") ?? { id: "", cause: "" };
  const twice = async (path: string, body: object = {}) => {
    for (let asked = 0; asked < 2; asked += 1) await stage.actors.ask("admin", path, { method: "POST", body });
  };

  await twice("/ui/workflow-consents/41", { granted: true });
  await twice(`/ui/dead-letters/${id}/assign`, { userId: USERS.finance });
  await twice(`/ui/dead-letters/${id}/retry`);
  await twice(`/ui/dead-letters/${id}/retry`, { customerName: "Acme Robotics Inc" });
  await workWaiting(stage);
  await twice("/ui/dead-letters/retry", { cause });
  await workWaiting(stage);

  const { entries } = await stage.actors.ask<Log>("admin", "/ui/audit-log");
  expect(entries.slice(0, 5).map(({ what, details }) => [what, details["customerName"] ?? null])).toEqual([
    ["deadLetters.retried", null],
    ["deadLetter.retried", "Acme Robotics Inc"],
    ["deadLetter.retried", null],
    ["deadLetter.assigned", null],
    ["workflowConsent.granted", null],
  ]);
});
