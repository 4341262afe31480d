import { AppError } from "../domain/errors.ts";
import type { Alert } from "../ports/alerts.ts";

const TIMEOUT_MS = 10_000;

/** Throws invalid unless the address lies at one of the origins that alerts may be posted to: it is a person who typed it. */
export function checkSlackUrl(origins: readonly string[], url: string): void {
  if (URL.canParse(url) && origins.includes(new URL(url).origin)) return;
  throw new AppError(
    "invalid",
    `A Slack address begins with ${origins.join(" or ")}/services/. Take it from Slack's "Incoming Webhooks".`,
    {
      code: "slackUrl",
      fixBy: "admin",
    },
  );
}

/** Posts to an incoming webhook. Follows no redirect, since the address was checked and its target was not. Throws rejected, rateLimited, unavailable. */
export async function postToSlack(url: string, { title, lines }: Alert): Promise<void> {
  const text = [`*${escaped(title)}*`, ...lines.map((line) => `• ${escaped(line)}`)].join("\n");
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ text, unfurl_links: false, unfurl_media: false }),
    redirect: "manual",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((cause: unknown) => {
    throw new AppError("unavailable", "Slack did not answer.", { code: "slackNoAnswer", cause });
  });
  await answer.body?.cancel();
  if (answer.ok) return;
  if (answer.status === 429) throw new AppError("rateLimited", "Slack asked us to wait.", waitOf(answer.headers.get("retry-after")));
  if (answer.status >= 500) throw new AppError("unavailable", "Slack could not take the message.", { code: "slackDown" });
  throw new AppError("rejected", "Slack refused the message. Make a new incoming webhook and put its address into the settings.", {
    code: "slackRefused",
    fixBy: "admin",
  });
}

/** Slack's markup gives a meaning to these three, and to nothing else that a name may hold. */
const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

function waitOf(seconds: string | null): { retryAfterMs?: number } {
  return seconds !== null && /^\d{1,5}$/.test(seconds) ? { retryAfterMs: Number(seconds) * 1000 } : {};
}
