import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createAlerts } from "../../api/alerts/alerts.ts";
import type { Alert, Alerts } from "../../api/ports/alerts.ts";
import { startMailCatcher } from "./receivers.ts";
import { startSlack } from "../sandbox/slack-catcher.ts";

let slack: Awaited<ReturnType<typeof startSlack>>;
let mail: Awaited<ReturnType<typeof startMailCatcher>>;
let alerts: Alerts;
beforeAll(async () => {
  [slack, mail] = await Promise.all([startSlack(), startMailCatcher()]);
  alerts = createAlerts({ slackOrigins: ["https://hooks.slack.com", slack.origin], smtpUrl: mail.url, mailFrom: "Tieout <t@example.com>" });
});
afterAll(() => {
  void slack.stop();
  mail.stop();
});
beforeEach(() => {
  slack.posted.length = 0;
  slack.answers.length = 0;
  mail.mails.length = 0;
});

const ALERT: Alert = { title: "Tieout: something stopped", lines: ["Acme & Söhne <Berlin> waits", "second line"] };
const to = (url: string) => ({ slackWebhookUrl: url, emails: [] });

describe("Slack", () => {
  test("gets the title and each line, with nothing in them taken for markup", async () => {
    await alerts.send("slack", to(slack.url), ALERT);
    expect(slack.posted).toMatchObject([
      {
        path: "/services/T0/B0/secret",
        text: "*Tieout: something stopped*\n• Acme &amp; Söhne &lt;Berlin&gt; waits\n• second line",
      },
    ]);
  });

  test.each([
    "https://hooks.slack.com.evil.example/services/T",
    "https://evil.example/https://hooks.slack.com/",
    "http://hooks.slack.com/services/T",
    "https://hooks.slack.com:8443/services/T",
    "https://hooks.slack.com@evil.example/services/T",
    "http://169.254.169.254/latest/meta-data",
    "not an address",
  ])("is never looked for at %s", async (url) => {
    expect(() => alerts.checkSlackUrl(url)).toThrow("A Slack address begins with");
    await expect(alerts.send("slack", to(url), ALERT)).rejects.toMatchObject({ kind: "invalid", code: "slackUrl" });
  });

  test("may be reached at its own address", () => {
    expect(() => alerts.checkSlackUrl("https://hooks.slack.com/services/T0/B0/x")).not.toThrow();
  });

  test("does not send us elsewhere", async () => {
    slack.answers.push({ status: 302, headers: { location: `${slack.origin}/elsewhere` } });
    await expect(alerts.send("slack", to(slack.url), ALERT)).rejects.toMatchObject({ kind: "rejected" });
    expect(slack.posted).toEqual([]);
  });

  test.each([
    [404, {}, { kind: "rejected", code: "slackRefused", fixBy: "admin" }],
    [500, {}, { kind: "unavailable" }],
    [429, { "retry-after": "30" }, { kind: "rateLimited", retryAfterMs: 30_000 }],
  ])("that answers %i is understood", async (status, headers, expected) => {
    slack.answers.push({ status, headers });
    await expect(alerts.send("slack", to(slack.url), ALERT)).rejects.toMatchObject(expected);
  });
});

describe("e-mail", () => {
  test("reaches everybody, as plain text", async () => {
    await alerts.send("email", { slackWebhookUrl: null, emails: ["cfo@example.com", "ops@example.com"] }, ALERT);
    expect(mail.mails).toEqual([
      {
        to: ["cfo@example.com", "ops@example.com"],
        from: '"Tieout" <t@example.com>',
        subject: ALERT.title,
        text: "Acme & Söhne <Berlin> waits\n\nsecond line\n",
      },
    ]);
  });

  test("that the server does not take is said so, to be sent again", async () => {
    mail.refuse.mails = 1;
    const sent = alerts.send("email", { slackWebhookUrl: null, emails: ["cfo@example.com"] }, ALERT);
    await expect(sent).rejects.toMatchObject({ kind: "unavailable", code: "mailNotTaken" });
  });

  test("without a mail server says what is missing", async () => {
    const none = createAlerts({ slackOrigins: [], smtpUrl: null, mailFrom: "x@example.com" });
    const sent = none.send("email", { slackWebhookUrl: null, emails: ["cfo@example.com"] }, ALERT);
    await expect(sent).rejects.toMatchObject({ kind: "invalid", code: "noMailServer" });
  });
});
