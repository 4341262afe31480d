import { afterAll, beforeAll, beforeEach } from "vitest";
import type { ScheduledKind } from "../../api/domain/schedule.ts";
import { runScheduled } from "../../api/jobs/schedule.ts";
import { startMailCatcher } from "../alerts/receivers.ts";
import { onServer } from "../database.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { startSlack } from "../sandbox/slack-catcher.ts";
import { forgetDeals, startStage, type Stage } from "./harness.ts";
import { outcomeOf } from "./outcome.ts";
import { workWaiting } from "./waiting-jobs.ts";

/** The deal whose push stops. */
export const DEAL = DEAL_IDS.acme;

export type Letter = {
  id: string;
  kind: string;
  cause: string;
  message: string;
  fixBy: string;
  record: { object: string; id: string };
  since: string;
  attempts: number;
  owner: number | null;
  state: string;
  fields: { path: string; value: string; before: string | null }[];
  money: { amount: string; currency: string } | null;
};
type Answer = { deadLetters: Letter[]; groups: { cause: string; count: number }[]; cursor: string | null };

/** A stage for each file, whose alerts go to a Slack and a mail server of its own; no letter is left from the test before. */
export function lettersStage() {
  let stage: Stage;
  let slack: Awaited<ReturnType<typeof startSlack>>;
  let mail: Awaited<ReturnType<typeof startMailCatcher>>;
  beforeAll(async () => {
    [slack, mail] = await Promise.all([startSlack(), startMailCatcher()]);
    stage = await startStage({ environment: { ALERT_WEBHOOK_ORIGINS: slack.origin, SMTP_URL: mail.url } });
    stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).patch("deals", DEAL, { dealstage: "closedwon" });
    await put({ alerts: { slackWebhookUrl: slack.url, emails: ["cfo@northwind.example"] } });
  });
  afterAll(async () => {
    await stage?.stop();
    await slack.stop();
    mail.stop();
  });
  beforeEach(async () => {
    stage.sandbox.quickbooks.wire.faults.clear();
    await workWaiting(stage);
    await forgetDeals(stage);
    await onServer(stage.db.url, "truncate dead_letters, alert_notices");
    slack.posted.length = 0;
    mail.mails.length = 0;
  });

  const ask = <T>(path: string) => stage.actors.ask<T>("admin", path);
  const put = (body: object) => stage.actors.ask("admin", "/ui/settings", { method: "PUT", body });
  return {
    get stage() {
      return stage;
    },
    get slack() {
      return slack;
    },
    get mail() {
      return mail;
    },
    ask,
    put,
    post: <T>(path: string, body: object = {}) => stage.actors.ask<T>("admin", path, { method: "POST", body }),
    letters: async () => (await ask<Answer>("/ui/dead-letters")).deadLetters,
    run: (kind: ScheduledKind) => runScheduled(stage.tieout.needs, { portalId: NORTHWIND_PORTAL, kind }),
    async pressPush() {
      await stage.db.store.inPortal(NORTHWIND_PORTAL, (tx) =>
        tx.enqueue({ name: "push-deal", data: { portalId: NORTHWIND_PORTAL, dealId: DEAL, cause: "button" } }),
      );
      await workWaiting(stage);
    },
    /** QuickBooks refuses what is posted to `path` with this code. */
    refusal: (code: string, path: string, times = 1) =>
      stage.sandbox.quickbooks.wire.faults.add({
        ...{ match: { method: "POST", path }, when: "before", kind: "answer", times },
        answer: {
          status: 400,
          body: { Fault: { Error: [{ Message: "refused", Detail: `refused with ${code}`, code, element: "" }], type: "ValidationFault" } },
        },
      }),
    ordersOf: async () => (await outcomeOf(stage, "acme")).orders,
  };
}
