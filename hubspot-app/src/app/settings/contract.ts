import type { Person } from "tieout-shared/contract.ts";

export type Role = "viewer" | "pusher" | "finance" | "admin";

/** A part of what `GET /ui/me` answers. */
export type Me = { role: Role; portal: { timeZone: string; currency: string } };

/** A part of what `GET /ui/settings` answers, by the names of the settings. */
export type Settings = Record<string, unknown> & {
  automaticPush: boolean;
  goLiveWaiver: string | null;
  /** By HubSpot user id, or by the e-mail of somebody who has not come yet. */
  roles: Record<string, Role>;
  defaultRole: Role;
  readyStages: string[] | null;
  routing: Routing;
  amountBasisProposal: AmountBasisProposal | null;
  /** Of one company: the settings that it has otherwise than the portal. */
  own?: string[];
};

/** The basis that the won deals' amounts speak for; `share` of `deals` are on it. */
export type AmountBasisProposal = { basis: "tcv" | "acv" | "arr" | "mrr" | "lineSum"; share: number; deals: number };

/** A QuickBooks company, from `GET /ui/quickbooks`. */
export type Connection = {
  id: string;
  state: "pending" | "active" | "needsReconnect" | "disconnected";
  name: string;
  country: string;
  currency: string;
};

/** Somebody of `GET /ui/users`: `role` is what they are, `given` what an admin said; without an id they have not come yet. */
export type User = { userId: number | null; name: string; email: string | null; role: Role; given: Role | null };

/** One step of `GET /ui/setup`; `done` is null where nobody tells Tieout. */
export type Step = { code: string; label: string; who: string; where: string; done: boolean | null };

/** A workflow of `GET /ui/workflow-consents`; `granted` is null until an admin has decided. */
export type Consent = {
  workflowId: string;
  granted: boolean | null;
  decidedBy: Person | null;
  decidedAt: string | null;
  lastAskedAt: string | null;
  lastDeal: { id: string; url: string } | null;
};

/** What `POST /ui/alerts/test` found out about each channel. */
export type TestedAlerts = { tried: { channel: "slack" | "email"; ok: boolean; message: string }[] };

/** One rule of the routing; `property` only where `by` says so. */
export type Rule = { by: "pipeline" | "currency" | "property"; property?: string; value: string; connectionId: string };
export type Routing = { rules: Rule[]; defaultConnectionId: string | null };

/** What `GET /ui/settings/choices` answers; a property without options may be any text. `rule` counts from 0. */
export type Choices = {
  pipelines: { id: string; name: string; stages: { id: string; name: string; won: boolean }[] }[];
  currencies: string[];
  properties: { name: string; label: string; options: { value: string; label: string }[] }[];
  deadRules: { rule: number; message: string }[];
};
