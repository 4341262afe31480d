import { EXPECTED_MATCHING_DEALS } from "./expected-matching-deals.ts";
import { EXPECTED_RULE_DEALS } from "./expected-rule-deals.ts";
import { APPROVAL_DEAL_IDS } from "../seed/approval-deals.ts";
import { DESK_DEAL_IDS } from "../seed/desk-cases.ts";
import { DEAL_IDS } from "../seed/hubspot-deals.ts";
import { MATCHING_DEAL_IDS } from "../seed/matching-cases.ts";
import { RULE_DEAL_IDS } from "../seed/rule-cases.ts";
import { SALE_DEAL_IDS } from "../seed/sale-cases.ts";
import { UNMAPPED_DEAL_IDS } from "../seed/unmapped-deals.ts";

/** The ids of all deals that the story tells of. */
export const STORY_DEAL_IDS: Record<string, string> = {
  ...DEAL_IDS,
  ...SALE_DEAL_IDS,
  ...UNMAPPED_DEAL_IDS,
  ...RULE_DEAL_IDS,
  ...APPROVAL_DEAL_IDS,
  ...MATCHING_DEAL_IDS,
  ...DESK_DEAL_IDS,
};

type Expected = { key: string; what: string; expected: string };

const PLANT_NINE = "Consolidated Amalgamated International Holdings Western Regional Manufacturing and Distribution Division, Plant Nine";

/** Each seed deal, the problem it stands for, and what must come of it. */
export const EXPECTED_DEALS: Expected[] = [
  { key: "globex", what: "Annual deal of a customer that QuickBooks knows", expected: "pushed: Globex Corp, 120000.00 USD, 1 line" },
  { key: "umbrella", what: "Discount only in the CRM", expected: "pushed: Umbrella Labs, 56700.00 USD, 2 lines" },
  { key: "soylent", what: "Address changed after the customer was made", expected: "pushed: Soylent Foods, 8400.00 USD, 2 lines" },
  { key: "kramerica", what: "A date written 04/21/2026", expected: "pushed: Kramerica Imports, 28800.00 USD, 2 lines" },
  { key: "kord", what: "One product that is two items", expected: "pushed: Kord Logistics, 21420.00 USD, 2 lines" },
  { key: "tyrell", what: "Custom work for manual review", expected: "awaitingApproval: manualReview" },
  { key: "cyberdyne", what: "An unmapped product", expected: "notReady: productUnmapped" },
  { key: "globexResidency", what: "The same unmapped product, a second deal", expected: "notReady: productUnmapped" },
  { key: "soylentResidency", what: "The same unmapped product, a third deal", expected: "notReady: productUnmapped" },
  { key: "initech", what: "A customer that writes Inc. out", expected: "pushed: Initech Incorporated, 34200.00 USD, 1 line" },
  { key: "hooli", what: "A name taken by a vendor", expected: "needsReview: customerUnclear" },
  { key: "massive", what: "Tax exempt without a tax id", expected: "notReady: taxIdMissing, exemptionReasonMissing" },
  { key: "piper", what: "A deal still open", expected: "notReady: stageNotReady, customerUnclear" },
  { key: "wonka", what: "A deal in euros", expected: "pushed: Wonka Süßwaren GmbH, 6000.00 EUR, 1 line" },
  { key: "stark", what: "An order that finance entered by hand", expected: "needsReview: possibleDuplicate" },
  { key: "gotham", what: "Tax exempt, with id and reason", expected: "pushed: Gotham School District, 4800.00 USD, 1 line" },
  { key: "oscorp", what: "Ordered in a year that is closed", expected: "notReady: booksClosed" },
  { key: "consolidated", what: "A name with a colon, and a long one", expected: `pushed: ${PLANT_NINE}, 6000.00 USD, 1 line` },
  { key: "globexInEuros", what: "A customer in dollars buys in euros", expected: "pushed: Globex Corp EUR, 6000.00 EUR, 1 line" },
  ...EXPECTED_RULE_DEALS,
  ...EXPECTED_MATCHING_DEALS,
  { key: "zorin", what: "A discount over the limit", expected: "awaitingApproval: discountOver" },
  { key: "quahog", what: "A contract over the limit, with a new customer", expected: "awaitingApproval: contractOver, newCustomerOver" },
  { key: "gekko", what: "Payment terms that are not listed", expected: "awaitingApproval: termsNotListed" },
  { key: "borealis", what: "A new customer over the limit", expected: "awaitingApproval: newCustomerOver" },
  { key: "paperstreet", what: "A billing address without city and zip", expected: "notReady: addressIncomplete" },
  { key: "veridian", what: "An order that its customer will reject", expected: "pushed: Veridian Dynamics, 6840.00 USD, 1 line" },
  { key: "lumon", what: "An order that somebody will close by hand", expected: "pushed: Lumon Industries, 4560.00 USD, 1 line" },
  { key: "bluesun", what: "Another push that QuickBooks refuses, left for you to mend", expected: "failed: 6000" },
];
