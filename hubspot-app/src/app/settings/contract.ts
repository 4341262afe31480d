export type Role = "viewer" | "pusher" | "finance" | "admin";

/** A part of what `GET /ui/settings` answers, by the names of the settings. */
export type Settings = Record<string, unknown> & {
  roles: Record<string, Role>;
  routing: { rules: object[]; defaultConnectionId: string | null };
};

/** A QuickBooks company, from `GET /ui/quickbooks`. */
export type Connection = {
  id: string;
  state: "pending" | "active" | "needsReconnect" | "disconnected";
  name: string;
  country: string;
  currency: string;
};

/** A user who may be given a role, from `GET /ui/users`. */
export type User = { userId: number; name: string; email: string | null };

/** One step of `GET /ui/setup`; `done` is null where nobody tells Tieout. */
export type Step = { code: string; label: string; who: string; where: string; done: boolean | null };

/** What `POST /ui/alerts/test` found out about each channel. */
export type TestedAlerts = { tried: { channel: "slack" | "email"; ok: boolean; message: string }[] };
