import type { AlertAddresses, AlertChannel } from "../ports/alerts.ts";

/** The channels that a portal has set up. */
export function channelsOf({ slackWebhookUrl, emails }: AlertAddresses): AlertChannel[] {
  return [...(slackWebhookUrl ? (["slack"] as const) : []), ...(emails.length > 0 ? (["email"] as const) : [])];
}
