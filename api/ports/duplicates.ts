import type { Person } from "../domain/person.ts";

/** Documents of the ERP that finance has said are not a deal's sale; each is named "order:12" or "invoice:7". */
export type DuplicateStore = {
  listDismissed(dealId: string): Promise<string[]>;
  /** The deal's row must exist. Dismissed again, the first decision stays. */
  dismiss(dismissal: { dealId: string; documents: string[]; by: Person; at: Temporal.Instant }): Promise<void>;
};
