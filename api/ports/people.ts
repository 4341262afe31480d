/** What was removed of a person: the deals that it was about, the addresses that it had; `settled` false where a write is still under way. */
type Forgotten = { dealIds: string[]; emails: string[]; settled: boolean };

/** People who wished to be deleted in the CRM. Ids of links stay, since an order must not be made twice. */
export type People = {
  /**
   * Removes what rows of ours hold of a contact: frozen sales, payloads that are settled, approvals, matches, mirrored customers,
   * dead letters, payloads of the log by record. Safe to repeat.
   */
  forget(contactId: string, at: Temporal.Instant): Promise<Forgotten>;
};
