import type { DEAL_IDS } from "../seed/hubspot-deals.ts";

type Expected = { key: keyof typeof DEAL_IDS; what: string; expected: string };

/** Each seed deal, the problem it stands for, and what must come of it. */
export const EXPECTED_DEALS: Expected[] = [
  { key: "globex", what: "Annual deal of a customer that QuickBooks knows", expected: "pushed: Globex Corp, 120000.00 USD, 1 line" },
  { key: "umbrella", what: "Discount only in the CRM", expected: "pushed: Umbrella Labs, 56700.00 USD, 2 lines" },
  { key: "soylent", what: "Address changed after the customer was made", expected: "pushed: Soylent Foods, 8400.00 USD, 2 lines" },
  { key: "kramerica", what: "A date written 04/21/2026", expected: "pushed: Kramerica Imports, 28800.00 USD, 2 lines" },
  { key: "kord", what: "One product that is two items", expected: "pushed: Kord Logistics, 21420.00 USD, 2 lines" },
  { key: "tyrell", what: "Custom work for manual review", expected: "awaitingApproval: manualReview" },
  { key: "cyberdyne", what: "An unmapped product", expected: "notReady: productUnmapped" },
  { key: "initech", what: "A customer under a slightly different name", expected: "needsReview: customerUnclear" },
  { key: "hooli", what: "A name taken by a vendor", expected: "pushed: Hooli (HS 21000000009), 10950.00 USD, 2 lines" },
  { key: "massive", what: "Tax exempt without a tax id", expected: "notReady: taxIdMissing, exemptionReasonMissing" },
  { key: "piper", what: "A deal still open", expected: "notReady: stageNotReady, customerUnclear" },
  { key: "wonka", what: "A deal in euros", expected: "pushed: Wonka Süßwaren GmbH, 6000.00 EUR, 1 line" },
];
