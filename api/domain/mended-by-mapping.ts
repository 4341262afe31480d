import type { MappingList } from "./mapping.ts";

/** Which findings a change of each list may mend: the deals that wait with one of them are looked at again when it is saved. */
export const MENDED_BY_MAPPING: Record<MappingList, readonly string[]> = {
  products: ["productUnmapped", "manualReview", "itemMissing", "itemInactive", "mappingInvalid"],
  terms: ["termsUnknown"],
  owners: ["classTrackingOff", "classMissing", "repFieldMissing", "repCodeTooLong"],
  industries: [],
  taxCodes: ["taxCodeMissing"],
  fields: [
    "propertyMissing",
    "termsUnknown",
    "dateUnclear",
    "orderDateMissing",
    "addressIncomplete",
    "taxIdMissing",
    "amountDiffers",
    "discountTooLarge",
  ],
};
