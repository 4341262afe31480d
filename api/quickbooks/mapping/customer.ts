import type { ErpCustomer } from "../../ports/erp-customer.ts";
import { addressFrom } from "./address.ts";
import type { Reading } from "./reading.ts";
import { markersIn } from "./plain-text.ts";
import type { VendorCustomer } from "./vendor-shapes.ts";

/** A customer as QuickBooks holds it. */
export function customerFrom(customer: VendorCustomer, { homeCurrency, appUrl }: Reading): ErpCustomer {
  return {
    id: customer.Id,
    name: customer.DisplayName ?? customer.FullyQualifiedName ?? "",
    companyName: customer.CompanyName || null,
    email: customer.PrimaryEmailAddr?.Address || null,
    phone: customer.PrimaryPhone?.FreeFormNumber || null,
    currency: customer.CurrencyRef?.value ?? homeCurrency,
    active: customer.Active !== false,
    parentId: customer.ParentRef?.value ?? null,
    taxable: customer.Taxable !== false,
    postcode: customer.BillAddr?.PostalCode || null,
    street: customer.BillAddr?.Line1 || null,
    city: customer.BillAddr?.City || null,
    country: customer.BillAddr?.Country || null,
    website: customer.WebAddr?.URI || null,
    taxId: customer.GSTIN || customer.BusinessNumber || customer.PrimaryTaxIdentifier || null,
    termsId: customer.SalesTermRef?.value ?? null,
    markers: markersIn(customer.Notes),
    url: `${appUrl}/app/customerdetail?nameId=${encodeURIComponent(customer.Id)}`,
    details: {
      version: Number(customer.SyncToken ?? 0),
      givenName: customer.GivenName || null,
      familyName: customer.FamilyName || null,
      billing: addressFrom(customer.BillAddr),
      shipping: addressFrom(customer.ShipAddr),
      exemptionReason: customer.TaxExemptionReasonId || null,
    },
  };
}
