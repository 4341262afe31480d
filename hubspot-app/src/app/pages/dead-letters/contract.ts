import type { FixBy, Money } from "tieout-shared/contract.ts";

/** Work that stopped and waits for a person. */
export type DeadLetter = {
  id: string;
  kind: string;
  cause: string;
  message: string;
  fixBy: FixBy;
  record: { object: string; id: string };
  /** Who buys, where it is about a deal whose sale was worked out. */
  company: string | null;
  attempts: number;
  since: string;
  owner: number | null;
  ownerEmail: string | null;
  state: "open" | "retrying" | "healed" | "dismissed";
  money: Money | null;
  fields: { path: string; value: string; before: string | null }[];
  /** Nobody has to do anything: it is tried again once HubSpot or QuickBooks answers. */
  byItself: boolean;
  retryable: boolean;
  editable: boolean;
};

/** What the next try would send in the place of what was refused, or what would stop it. */
export type NextTry = { fields: { path: string; value: string }[]; stoppedBy: string[] };

/** Dead letters of one cause, and how far its correction has come. */
export type DeadLetterGroup = {
  cause: string;
  message: string;
  fixBy: FixBy;
  byItself: boolean;
  count: number;
  /** How many of them Tieout can try again. */
  retryable: number;
  retrying: number;
  healed: number;
  money: Money[];
  oldest: string;
};

/** What a person chooses in the place of what would be taken at the next try. */
export type NextValues = { customerName?: string; orderNumber?: string };
