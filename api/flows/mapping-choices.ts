import type { KnownProperties, KnownReferences } from "../domain/check-references.ts";
import { COUNTRIES } from "../domain/country.ts";
import { MAPPABLE_FIELDS } from "../domain/mapped-fields.ts";
import type { ErpItem, ErpNamed, ErpTerm } from "../ports/erp.ts";
import { activeErps } from "./active-erp.ts";
import type { Needs } from "./needs.ts";

/** What may be chosen in a mapping, read from both sides; without a connection the books' lists are empty. */
export async function mappingChoices(needs: Needs, portalId: number) {
  const crm = needs.crm(portalId);
  const [books, products, owners, { deal, company, industries }, mapping] = await Promise.all([
    readBooks(needs, portalId),
    crm.listProducts(),
    crm.listOwners(),
    crm.listProperties(),
    needs.store.inPortal(portalId, (tx) => tx.mapping.read()),
  ]);
  const fields = MAPPABLE_FIELDS.map(({ object, field, label }) => {
    const chosen = mapping.fields.find((each) => each.object === object && each.field === field);
    return { object, field, label, property: chosen?.property ?? crm.defaultProperty(object, field) };
  });
  return {
    connected: books !== null,
    ...(books ?? NO_BOOKS),
    products,
    owners,
    industries,
    countries: COUNTRIES,
    properties: { deal, company },
    fields,
  };
}

/** The ids that a save or a file may name. */
export async function knownReferences(needs: Needs, portalId: number): Promise<{ books: KnownReferences; properties: KnownProperties }> {
  const [books, { deal, company }] = await Promise.all([readBooks(needs, portalId), needs.crm(portalId).listProperties()]);
  const names = (properties: { name: string }[]) => new Set(properties.map(({ name }) => name));
  return {
    books: books && {
      items: activeIds(books.items),
      terms: activeIds(books.terms),
      classes: activeIds(books.classes),
      taxCodes: activeIds(books.taxCodes),
      customerTypes: activeIds(books.customerTypes),
    },
    properties: { deal: names(deal), company: names(company) },
  };
}

type Books = { items: ErpItem[]; terms: ErpTerm[]; classes: ErpNamed[]; taxCodes: ErpNamed[]; customerTypes: ErpNamed[] };
const NO_BOOKS: Books = { items: [], terms: [], classes: [], taxCodes: [], customerTypes: [] };

async function readBooks(needs: Needs, portalId: number): Promise<Books | null> {
  const erps = await activeErps(needs, portalId);
  const [erp] = erps;
  if (!erp) return null;
  const [items, terms, classes, taxCodes, customerTypes] = await Promise.all([
    erp.listItems(),
    erp.listTerms(),
    erp.listClasses(),
    // Which one counts is decided by the buyer's country, and so may be another company's.
    Promise.all(erps.map((each) => each.listTaxCodes())),
    erp.listCustomerTypes(),
  ]);
  return { items, terms, classes, taxCodes: firstOfEachId(taxCodes.flat()), customerTypes };
}

function firstOfEachId(all: ErpNamed[]): ErpNamed[] {
  return all.filter(({ id }, index) => all.findIndex((each) => each.id === id) === index);
}

function activeIds(all: { id: string; active: boolean }[]): Set<string> {
  return new Set(all.filter(({ active }) => active).map(({ id }) => id));
}
