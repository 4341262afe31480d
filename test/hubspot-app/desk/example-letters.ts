import type { DeadLetter, DeadLetterGroup } from "../../../hubspot-app/src/app/pages/dead-letters/contract.ts";

const TAKEN = "QuickBooks has another record named Acme Robotics.";

/** A push that was refused twice, the second time under another name. */
export const refusedPush: DeadLetter = {
  id: "l-1",
  kind: "push-deal",
  cause: "6240: acme robotics",
  message: TAKEN,
  fixBy: "finance",
  company: "Acme Robotics",
  record: { object: "deal", id: "31" },
  attempts: 2,
  since: "2026-11-24T15:04:05Z",
  owner: null,
  ownerEmail: null,
  state: "open",
  money: { amount: "36000.00", currency: "USD" },
  fields: [
    { path: "DisplayName", value: "Acme Robotics", before: "Acme" },
    { path: "Taxable", value: "true", before: null },
  ],
  byItself: false,
  retryable: true,
  editable: true,
};

/** Two documents of one deal, which only a person can settle in QuickBooks. */
export const doubled: DeadLetter = {
  ...refusedPush,
  ...{ id: "l-2", kind: "double-document", cause: "doubleDocument", message: "QuickBooks has 2 live orders.", attempts: 1, owner: 77 },
  ...{ company: null, record: { object: "order", id: "c-1:T-31" }, money: null, fields: [], retryable: false, editable: false },
};

export const takenName: DeadLetterGroup = {
  cause: "6240: acme robotics",
  message: TAKEN,
  fixBy: "finance",
  byItself: false,
  count: 3,
  retryable: 3,
  retrying: 0,
  healed: 0,
  money: [
    { amount: "36000.00", currency: "USD" },
    { amount: "500.00", currency: "EUR" },
  ],
  oldest: "2026-11-24T15:04:05Z",
};
