import type { Deal } from "../domain/deal.ts";
import type { Finding } from "../domain/finding.ts";

export type WonDeal = { id: string; changedAt: Temporal.Instant };

/** The CRM of one portal. Every call throws AppError: notConnected, rateLimited, unavailable; what else is said at each. */
export type Crm = {
  /** The account's zone (IANA) and home currency. */
  readAccount(): Promise<{ timeZone: string; currency: string }>;
  /** The deal with its lines, companies, contacts and stage. Throws notFound when it is gone or archived. */
  readDeal(dealId: string): Promise<Deal>;
  /** The ids of the deals that a line item or a company belongs to; empty when there are none. */
  findDeals(object: "lineItem" | "company", id: string): Promise<string[]>;
  /** Deals that are won, or stand in one of `readyStages`, and were changed since; the search lags by seconds. */
  findWonDeals(search: { since: Temporal.Instant; readyStages: string[] }): Promise<WonDeal[]>;
  /**
   * Writes our properties on a deal; null clears. A refusal by a rule of the portal is no error but a finding for the
   * admin, since the order exists whether or not HubSpot shows it.
   */
  showOnDeal(dealId: string, values: Record<string, string | null>): Promise<Finding[]>;
  /** Where a record opens in the CRM. */
  recordUrl(object: "deal" | "company" | "contact", id: string): string;
  /** Creates our property groups and properties where they are missing. Safe to repeat. */
  ensureProperties(): Promise<void>;
};
