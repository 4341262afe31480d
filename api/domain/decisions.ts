/** Everything that a person or Tieout decides, "noun.participle", in the words that follow whoever decided it. */
const DECISIONS = {
  "amountBasis.adopted": "Took the basis of deal amounts from the deals won so far",
  "approval.requested": "Asked finance to approve the sale",
  "approval.approved": "Approved the sale",
  "approval.refused": "Refused the sale",
  "automaticPushes.paused": "Paused automatic pushes, since unusually many came at once",
  "automaticPushes.resumed": "Let automatic pushes go on",
  "company.chosen": "Chose a QuickBooks company, which is to be confirmed",
  "company.connected": "Connected a QuickBooks company",
  "company.disconnected": "Disconnected a QuickBooks company",
  "company.merged": "Followed a merge of companies in HubSpot",
  "configuration.imported": "Took a configuration over from a file",
  "conflict.decided": "Said which value of a buyer's field is right",
  "conflicts.decided": "Said which system is right for all open conflicts of a field",
  "deadLetter.assigned": "Said who looks after a dead letter",
  "deadLetter.dismissed": "Settled a dead letter without another try",
  "deadLetter.retried": "Had a dead letter tried again",
  "deadLetters.retried": "Had all dead letters of a cause tried again",
  "deal.merged": "Followed a merge of deals in HubSpot",
  "drift.accepted": "Accepted a document as it stands in QuickBooks",
  "drift.ignored": "Put aside how a document differs in QuickBooks",
  "duplicate.dismissed": "Said that documents in QuickBooks are not this sale",
  "duplicate.linked": "Linked the deal to an order that was in QuickBooks already",
  "change.kept": "Kept the order of a deal that was changed after its push",
  "fieldRule.changed": "Changed who is right about a field",
  "invoice.adopted": "Took what was invoiced in QuickBooks as all of the order",
  "goLive.waived": "Waived the checks before automatic pushes",
  "goLive.waiverEnded": "Ended the waiver of the checks before automatic pushes",
  "logLine.opened": "Opened what was sent and answered",
  "mapping.saved": "Saved the mapping",
  "match.linked": "Linked the company to a customer",
  "match.new": "Said that the company is a new customer",
  "match.refused": "Said that a customer is not this company",
  "match.subCustomer": "Made the company a sub-customer",
  "match.undone": "Took back the link to a customer",
  "order.awaited": "Waits for another answer to an order that was rejected in QuickBooks",
  "order.cancelled": "Cancelled an order that was rejected in QuickBooks",
  "order.ended": "Ended an order: nothing more is to be billed for it",
  "order.kept": "Said that an order is still to be billed",
  "role.byInstalling": "Became an admin by installing Tieout",
  "role.taken": "Took the role that was given to the e-mail",
  "settings.changed": "Changed the settings",
  "workflowConsent.granted": "Allowed a workflow to push deals",
  "portal.uninstalled": "Removed Tieout from HubSpot",
  "portal.erased": "Deleted all that was kept after the uninstall",
  "person.forgotten": "Forgot a person who was deleted in HubSpot for privacy",
  "workflowConsent.withdrawn": "Forbade a workflow to push deals",
} as const;

/** What was decided, as the audit log calls it. */
export type DecisionName = keyof typeof DECISIONS;

/** A decision as a sentence, with the settings that it changed and the reason that was given. */
export function sayDecision(what: string, { changed, inherited, company, reason }: Record<string, unknown>): string {
  const words = what in DECISIONS ? DECISIONS[what as DecisionName] : what;
  const whose = what === "settings.changed" && typeof company === "string" ? ` for ${company}` : "";
  const names = new Set([...settingsIn(changed), ...(Array.isArray(inherited) ? inherited.map(String) : [])]);
  const which = names.size > 0 ? `: ${[...names].map(spaced).join(", ")}` : "";
  return `${words}${whose}${which}${typeof reason === "string" && reason !== "" ? `: “${reason}”` : ""}`;
}

const settingsIn = (changed: unknown): string[] =>
  Array.isArray(changed) ? changed.map(({ setting }: { setting: string }) => setting) : [];

/** "discountAs" as "discount as". */
const spaced = (name: string) => name.replace(/([a-z])([A-Z])/g, (_all, last: string, first: string) => `${last} ${first.toLowerCase()}`);
