import { AppError } from "../domain/errors.ts";
import type { Alerts } from "../ports/alerts.ts";
import { sendMail } from "./email.ts";
import { checkSlackUrl, postToSlack } from "./slack.ts";

type Needs = {
  /** Where alerts may be posted to, such as "https://hooks.slack.com". */
  slackOrigins: string[];
  /** null: there is no mail server. */
  smtpUrl: string | null;
  mailFrom: string;
};

/** Slack and e-mail as the alerts port. */
export function createAlerts({ slackOrigins, smtpUrl, mailFrom }: Needs): Alerts {
  return {
    checkSlackUrl: (url) => checkSlackUrl(slackOrigins, url),
    async send(channel, { slackWebhookUrl, emails }, alert) {
      if (channel === "slack") {
        if (slackWebhookUrl === null) throw new AppError("invalid", "There is no Slack address in the settings.", { code: "noSlackUrl" });
        checkSlackUrl(slackOrigins, slackWebhookUrl);
        return postToSlack(slackWebhookUrl, alert);
      }
      if (smtpUrl === null)
        throw new AppError("invalid", "Tieout has no mail server (SMTP_URL).", { code: "noMailServer", fixBy: "admin" });
      return sendMail({ smtpUrl, from: mailFrom }, emails, alert);
    },
  };
}
