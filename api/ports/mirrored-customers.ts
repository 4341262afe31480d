import type { MatchKeys } from "../domain/match-keys.ts";
import type { ErpCustomer } from "./erp-customer.ts";

/** How far the reading of all customers of a connection has come: to the customer `lastId`, null before the first. */
export type CustomerFill = { lastId: string | null; startedAt: Temporal.Instant; filledAt: Temporal.Instant | null };

/** Our copy of a connection's customers, with the keys by which they are found. */
export type MirroredCustomers = {
  /** Keeps the newest that we have seen of each; an older one changes nothing. `homeCountry` is the ERP company's. */
  save(connectionId: string, customers: readonly ErpCustomer[], seen: { at: Temporal.Instant; homeCountry: string }): Promise<void>;
  /** They exist, but what they are now could not be read. */
  stay(connectionId: string, customerIds: string[], at: Temporal.Instant): Promise<void>;
  /** It does not exist any more. */
  forget(connectionId: string, customerId: string): Promise<void>;
  /** Customers that share a key with these, or have a name like one of theirs. */
  find(connectionId: string, keys: MatchKeys): Promise<ErpCustomer[]>;
  /** The copies of these customers, by id; what has none is left out. */
  read(connectionId: string, customerIds: string[]): Promise<Map<string, ErpCustomer>>;
  readFill(connectionId: string): Promise<CustomerFill | null>;
  /** From the first customer again; the mirror keeps what it has meanwhile. */
  startFill(connectionId: string, at: Temporal.Instant): Promise<void>;
  moveFill(connectionId: string, lastId: string): Promise<void>;
  /** All have been read: whoever was not seen since the start is gone. */
  endFill(connectionId: string, fill: CustomerFill, at: Temporal.Instant): Promise<void>;
};
