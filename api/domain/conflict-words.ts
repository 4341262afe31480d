import type { ConflictReason } from "./reconcile-field.ts";
import { isBlank, SYNC_FIELDS, type FieldValue, type Side, type SyncField } from "./sync-fields.ts";

const WHY: Record<ConflictReason, string> = {
  neverAgreed: "They differed when they were first compared.",
  bothChanged: "Both were changed since they last agreed.",
  changedTogether: "Both were changed within five minutes.",
  notOfRecord: "It was changed in the system that is not right by the rule of this field.",
  cleared: "It was emptied in one system, and nothing is emptied by itself.",
  oneWay: "The settings let nothing be written to the other system.",
  readOnlyThere: "",
};
const READ_ONLY: Record<Side, string> = {
  hubspot: "Tieout may not change contacts in HubSpot. Change it there, and this entry goes by itself.",
  quickbooks: "Tax data is changed in QuickBooks alone. Change it there, and this entry goes by itself.",
};

/** Why a person is asked, in a sentence. */
export function sayWhy(field: SyncField, why: ConflictReason): string {
  const { readOnlyIn } = SYNC_FIELDS[field];
  return why === "readOnlyThere" && readOnlyIn ? READ_ONLY[readOnlyIn] : WHY[why];
}

/** What a person may choose: a side to take for both, or that each keeps its own. A value is not written where it may not be, and none empties QuickBooks. */
export function choicesOf({ field, hubspot }: { field: SyncField; hubspot: FieldValue }): (Side | "both")[] {
  const { readOnlyIn } = SYNC_FIELDS[field];
  const takes: Record<Side, boolean> = { hubspot: readOnlyIn !== "quickbooks" && !isBlank(hubspot), quickbooks: readOnlyIn !== "hubspot" };
  return [...(["hubspot", "quickbooks"] as const).filter((side) => takes[side]), "both"];
}
