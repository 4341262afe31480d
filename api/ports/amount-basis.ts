import type { AmountBasisProposal } from "../domain/propose-amount-basis.ts";

/** What is known of a portal's amount basis besides the setting: the basis that its deals speak for, and whether a person chose. */
export type AmountBasisStore = {
  /** The last proposal; null where there was none, or its deals spoke for no basis. */
  read(): Promise<AmountBasisProposal | null>;
  /** Keeps the proposal and answers whether a person has chosen; nobody chooses before this transaction ends. */
  propose(proposal: AmountBasisProposal | null, at: Temporal.Instant): Promise<{ chosen: boolean }>;
  /** A person has chosen the basis. */
  choose(at: Temporal.Instant): Promise<void>;
};
