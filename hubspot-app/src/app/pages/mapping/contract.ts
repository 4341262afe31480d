import type { SaidChange } from "tieout-shared/changes-table.tsx";
import type { Money, Person } from "tieout-shared/contract.ts";

/** `quantity` is a factor and `share` a part of the price between 0 and 1, both exact decimals. */
export type MappedItem = { itemId: string; quantity: string; share: string };
export type ProductEntry = { productId?: string; sku?: string; manualReview?: boolean; items: MappedItem[] };

/** The six lists of the mapping. */
export type Lists = {
  products: ProductEntry[];
  terms: { text: string; termId: string }[];
  owners: { ownerId: string; repCode: string | null; classId: string | null }[];
  industries: { industry: string; customerTypeId: string }[];
  taxCodes: { country: string; taxCodeId: string; exemptTaxCodeId: string | null }[];
  fields: { object: "deal" | "company"; field: string; property: string }[];
};
export type ListName = keyof Lists;
/** What `GET /ui/mappings` answers; each save raises the version. */
export type Mapping = Lists & { version: number };

type Named = { id: string; name: string };
/** What can be chosen on both sides, from `GET /ui/mappings/choices`. */
export type Choices = {
  connected: boolean;
  products: (Named & { sku: string | null })[];
  items: (Named & { sku: string | null; active: boolean; unitPrice: string | null })[];
  terms: (Named & { active: boolean })[];
  classes: Named[];
  taxCodes: Named[];
  customerTypes: Named[];
  owners: (Named & { email: string | null })[];
  industries: { value: string; label: string }[];
  countries: { code: string; name: string }[];
  properties: { deal: { name: string; label: string }[]; company: { name: string; label: string }[] };
  /** Our fields that can be read from another property, with the property that they are read from by default. */
  fields: { object: "deal" | "company"; field: string; label: string; property: string }[];
};

export type HistoryEntry = {
  version: number;
  what: string;
  by: Person | null;
  at: string;
  changes: SaidChange[];
  changeCount: number;
};

export type MappingFile = { fileName: string; text: string };
export type ImportResult = {
  faults: { line: number; message: string }[];
  faultCount: number;
  changes: SaidChange[];
  changeCount: number;
  /** The mapping as it is now when the file was applied. */
  mapping: Mapping | null;
};

/** The order of a deal as a mapping would make it. */
export type OrderPreview = {
  net: Money | null;
  terms: string | null;
  lines: { item: string; quantity: string; unitPrice: string; amount: Money }[];
  /** What else the order carries, such as its rep code. */
  details: string[];
  findings: string[];
};
export type DifferingDeal = { dealId: string; name: string; before: OrderPreview; after: OrderPreview };
export type DryRun = {
  id: string;
  state: "running" | "done" | "failed";
  message: string | null;
  deals: number;
  lookedAt: number;
  differing: DifferingDeal[];
  differingCount: number;
  leftOut: number;
};
