import { FIELDS } from "./fields-list.ts";
import { INDUSTRIES } from "./industries-list.ts";
import { OWNERS } from "./owners-list.ts";
import type { SimpleList } from "./simple-lists.ts";
import { TAX_CODES } from "./tax-codes-list.ts";
import { TERMS } from "./terms-list.ts";

/** The lists beside the products, in the order of their tabs. */
export const SIMPLE_LISTS: SimpleList[] = [TERMS, OWNERS, INDUSTRIES, TAX_CODES, FIELDS];
