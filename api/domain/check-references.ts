import type { MappingFault } from "./check-mapping.ts";
import type { Mapping, MappingList } from "./mapping.ts";

/** The ids that a mapping may name; null where nobody could be asked, and nothing is said about them then. */
export type KnownReferences = {
  items: ReadonlySet<string>;
  terms: ReadonlySet<string>;
  classes: ReadonlySet<string>;
  taxCodes: ReadonlySet<string>;
  customerTypes: ReadonlySet<string>;
} | null;

/** The names of the properties that the CRM has on deals and on companies. */
export type KnownProperties = { deal: ReadonlySet<string>; company: ReadonlySet<string> };

/** Entries of a mapping that name what neither the books nor the CRM have. */
export function checkReferences(mapping: Mapping, books: KnownReferences, properties: KnownProperties): MappingFault[] {
  const missing = <L extends MappingList>(list: L, say: (entry: Mapping[L][number]) => (string | false | null)[]): MappingFault[] =>
    (mapping[list] as Mapping[L][number][]).flatMap((entry, index) =>
      say(entry).flatMap((message) => (message ? [{ list, index, message }] : [])),
    );
  const inBooks = !books
    ? []
    : [
        ...missing("products", ({ items }) =>
          items.map(({ itemId }) => !books.items.has(itemId) && `QuickBooks has no active item ${itemId}.`),
        ),
        ...missing("terms", ({ termId }) => [!books.terms.has(termId) && `QuickBooks has no active term ${termId}.`]),
        ...missing("owners", ({ classId }) => [classId && !books.classes.has(classId) && `QuickBooks has no class ${classId}.`]),
        ...missing("industries", ({ customerTypeId }) => [
          !books.customerTypes.has(customerTypeId) && `QuickBooks has no customer type ${customerTypeId}.`,
        ]),
        ...missing("taxCodes", ({ taxCodeId, exemptTaxCodeId }) =>
          [taxCodeId, exemptTaxCodeId].map((id) => id && !books.taxCodes.has(id) && `QuickBooks has no tax code ${id}.`),
        ),
      ];
  const inCrm = missing("fields", ({ object, property }) => [
    !properties[object].has(property) && `HubSpot has no property "${property}" on a ${object}.`,
  ]);
  return [...inBooks, ...inCrm];
}
