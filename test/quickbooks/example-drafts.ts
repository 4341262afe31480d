import type { Address } from "../../api/domain/deal.ts";
import type { Buyer, OrderLine } from "../../api/domain/sale.ts";
import type { CustomerDraft } from "../../api/ports/erp-customer.ts";
import type { OrderDraft } from "../../api/ports/erp-documents.ts";

export const NO_ADDRESS: Address = { street: null, street2: null, city: null, state: null, zip: null, country: null };
export const ADDRESS: Address = {
  street: "1 Main St",
  street2: "Suite 5",
  city: "Mountain View",
  state: "CA",
  zip: "94042",
  country: "US",
};

export const buyer = (changes: Partial<Buyer> = {}): Buyer => ({
  kind: "company",
  recordId: "123",
  name: "Acme Inc",
  domain: "acme.com",
  email: "ap@acme.com",
  phone: "(555) 555-1234",
  person: { givenName: "Ann", familyName: "Lee" },
  billing: ADDRESS,
  shipping: NO_ADDRESS,
  taxExempt: false,
  taxId: null,
  taxExemptionReason: null,
  ...changes,
});

export const customerDraft = (changes: Partial<CustomerDraft> = {}): CustomerDraft => ({
  buyer: buyer(),
  name: "Acme Inc",
  currency: "USD",
  termsId: "3",
  customerTypeId: null,
  taxCodeId: null,
  marker: "HS-company-123",
  ...changes,
});

export const orderLine = (changes: Partial<OrderLine> = {}): OrderLine => ({
  lineItemId: "l1",
  itemId: "2",
  itemName: "Seat, monthly",
  productName: "seats",
  description: "50 seats, 2026-12-01 to 2027-11-30, 12 × monthly",
  quantity: "50",
  soldQuantity: "50",
  unitPrice: "540",
  listUnitPrice: "540",
  discount: null,
  amount: 2_700_000n,
  periods: 12,
  serviceStart: "2026-12-01",
  serviceEnd: "2027-11-30",
  taxable: false,
  manualReview: false,
  ...changes,
});

export const orderDraft = (changes: Partial<OrderDraft> = {}): OrderDraft => ({
  marker: "HS-987",
  number: null,
  customerId: "1",
  buyer: buyer(),
  currency: "USD",
  date: "2026-11-23",
  lines: [orderLine()],
  discount: null,
  termsId: "3",
  dueDate: "2026-12-23",
  customFields: [],
  classId: null,
  taxCodeId: null,
  taxIncluded: false,
  memo: "Order for Acme Inc, PO 4711",
  ...changes,
});
