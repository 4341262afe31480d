/** The deals that a contact's sales are of, and the addresses that it had. */
type Known = { dealIds: string[]; emails: string[] };

/** People who wished to be deleted in the CRM. Ids of links stay, since an order must not be made twice. */
export type People = {
  /** What we know a contact by; nothing once it is forgotten. */
  find(contactId: string): Promise<Known>;
  /**
   * Removes what rows of ours hold of a contact: frozen sales, payloads that are settled, approvals, matches, mirrored customers,
   * dead letters, payloads of the log by record. `settled` false where a write is still under way: then the sales stay, by which it is found again. `isNew` the first time.
   */
  forget(contactId: string, at: Temporal.Instant): Promise<{ settled: boolean; isNew: boolean }>;
};
