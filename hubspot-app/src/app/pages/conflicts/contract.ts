export type Side = "hubspot" | "quickbooks" | "both";
export type Rule = "hubspot" | "quickbooks" | "latest" | "hubspot-until-first-order-then-quickbooks";

/** A field that HubSpot and QuickBooks hold differently, as `GET /ui/conflicts` tells it. */
export type Conflict = {
  id: string;
  kind: "conflict" | "proposal";
  field: string;
  label: string;
  why: string;
  buyer: string;
  record: { object: "company" | "contact"; id: string; url: string };
  customer: { id: string; url: string | null };
  currency: string;
  hubspot: { value: string | null; changedAt: string | null; changedBy: string | null };
  quickbooks: { value: string | null; changedAt: string | null };
  lastSynced: { hubspot: string | null; quickbooks: string | null } | null;
  since: string;
  rule: Rule;
  choices: Side[];
};

/** How many conflicts there are of a field. */
export type FieldCount = { field: string; label: string; count: number };
