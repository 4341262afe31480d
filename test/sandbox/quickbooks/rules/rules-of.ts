import type { Kind } from "../kinds.ts";
import { creditMemoRules } from "./credit-memo.ts";
import { customerRules, personRules } from "./customer.ts";
import { estimateRules } from "./estimate.ts";
import { invoiceRules } from "./invoice.ts";
import { journalEntryRules } from "./journal-entry.ts";
import { completedAccount, completedItem, completedTerm, completedTree, namedListRules } from "./named-list.ts";
import { paymentRules } from "./payment.ts";
import type { Rules } from "./write-context.ts";

/** What may be written, by kind; null where the API only reads (facts/quickbooks.md §2.2, §2.11). */
export const RULES: Record<Kind, Rules | null> = {
  Customer: customerRules,
  Vendor: personRules("Vendor"),
  Employee: personRules("Employee"),
  Item: namedListRules("Item", completedItem),
  Account: namedListRules("Account", completedAccount),
  Term: namedListRules("Term", completedTerm),
  Class: namedListRules("Class", completedTree),
  Department: namedListRules("Department", completedTree),
  TaxCode: null,
  CustomerType: null,
  Estimate: estimateRules,
  Invoice: invoiceRules,
  CreditMemo: creditMemoRules,
  Payment: paymentRules,
  JournalEntry: journalEntryRules,
  Preferences: null,
  CompanyInfo: null,
};
