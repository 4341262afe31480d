/** Something that a person should know: a title and lines in plain words, no secret, nothing personal beyond names of records. */
export type Alert = { title: string; lines: string[] };

/** A way on which people are told. */
export type AlertChannel = "slack" | "email";
/** Where a portal's people are told. */
export type AlertAddresses = { slackWebhookUrl: string | null; emails: string[] };

/** The ways to tell people outside of the CRM. */
export type Alerts = {
  /** Throws invalid when this may not be posted to. */
  checkSlackUrl(url: string): void;
  /** Throws unavailable when it was not taken, and invalid when the channel cannot be used as it is set up. */
  send(channel: AlertChannel, to: AlertAddresses, alert: Alert): Promise<void>;
};

/** What each channel of a portal has been told, and when. */
export type AlertNotices = {
  told(channel: AlertChannel): Promise<{ cause: string; at: Temporal.Instant }[]>;
  noteTold(channel: AlertChannel, causes: string[], at: Temporal.Instant): Promise<void>;
  forget(channel: AlertChannel, causes: string[]): Promise<void>;
};
