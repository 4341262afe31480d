import { afterAll, beforeAll, expect, test } from "vitest";
import { startStage, type Stage } from "./harness.ts";

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
