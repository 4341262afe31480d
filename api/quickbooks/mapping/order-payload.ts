import { AppError } from "../../domain/errors.ts";
import type { OrderLine } from "../../domain/sale.ts";
import type { ErpCompany, Payload } from "../../ports/erp.ts";
import type { OrderDraft } from "../../ports/erp-documents.ts";
import { addressPayloads } from "./address.ts";
import { cut, usableEmail, withoutEmpty } from "./plain-text.ts";
import { wireAmount, wireNumber } from "./wire-number.ts";

const MAX_NUMBER = 21;
const MAX_MEMO = 1_000;
const MAX_DESCRIPTION = 4_000;

/**
 * The body that makes an order: an Estimate that waits for approval (facts/quickbooks.md §2.5). Throws invalid for a number
 * that is too long, an amount that JSON cannot say exactly, and a foreign currency in a company that has only one.
 */
export function orderPayload(draft: OrderDraft, company: ErpCompany): Payload {
  const { currency, buyer, number } = draft;
  if (!company.multiCurrency && currency !== company.homeCurrency) {
    throw new AppError("invalid", `This QuickBooks company keeps its books in ${company.homeCurrency} only.`, { fixBy: "admin" });
  }
  if (number !== null && number.length > MAX_NUMBER)
    throw new AppError("invalid", `The order number ${number} has more than ${MAX_NUMBER} characters.`);
  const email = usableEmail(buyer.email);
  return withoutEmpty({
    CustomerRef: { value: draft.customerId },
    TxnDate: draft.date,
    TxnStatus: "Pending",
    DocNumber: company.customNumbers ? number : null,
    CurrencyRef: company.multiCurrency ? { value: currency } : null,
    SalesTermRef: draft.termsId && { value: draft.termsId },
    DueDate: draft.dueDate,
    ClassRef: company.classTracking === "perOrder" ? classOf(draft) : null,
    GlobalTaxCalculation: globalTax(draft),
    BillEmail: email && { Address: email },
    ...addressPayloads(buyer),
    CustomerMemo: draft.memo ? { value: cut(draft.memo, MAX_MEMO) } : null,
    PrivateNote: draft.marker,
    ApplyTaxAfterDiscount: draft.discount && company.country === "US" ? true : null,
    CustomField: customFields(draft),
    Line: [...draft.lines.map((line) => linePayload(line, draft, company)), ...discountPayload(draft)],
  });
}

/** One fixed amount off the whole order, before tax (facts/quickbooks.md §2.4); it posts to the company's own discount account. */
function discountPayload({ discount, currency }: OrderDraft): Payload[] {
  if (discount === null) return [];
  return [
    {
      DetailType: "DiscountLineDetail",
      Amount: wireAmount(discount.amount, currency),
      Description: discount.description,
      DiscountLineDetail: { PercentBased: false },
    },
  ];
}

/** Whether the lines' amounts hold the tax of their codes (facts/quickbooks.md §7.3). */
function globalTax({ taxCodeId, taxIncluded }: OrderDraft): "TaxInclusive" | "TaxExcluded" | null {
  if (taxCodeId === null) return null;
  return taxIncluded ? "TaxInclusive" : "TaxExcluded";
}

function customFields({ customFields: fields }: OrderDraft): Payload[] | null {
  return fields.length === 0 ? null : fields.map(({ id, value }) => ({ DefinitionId: id, Type: "StringType", StringValue: value }));
}

const classOf = ({ classId }: OrderDraft) => classId && { value: classId };

function linePayload(line: OrderLine, draft: OrderDraft, company: ErpCompany): Payload {
  return withoutEmpty({
    DetailType: "SalesItemLineDetail",
    Amount: wireAmount(line.amount, draft.currency),
    Description: cut(line.description, MAX_DESCRIPTION) || null,
    SalesItemLineDetail: withoutEmpty({
      ItemRef: { value: line.itemId },
      Qty: wireNumber(line.quantity),
      UnitPrice: wireNumber(line.unitPrice),
      ServiceDate: company.serviceDatesAllowed ? line.serviceStart : null,
      TaxCodeRef: taxCode(line, draft, company),
      TaxInclusiveAmt: globalTax(draft) === "TaxInclusive" ? wireAmount(line.amount, draft.currency) : null,
      ClassRef: company.classTracking === "perLine" ? classOf(draft) : null,
    }),
  });
}

/** The US has two pseudo codes; elsewhere a line carries a code of the company's list (facts/quickbooks.md §7.3). */
function taxCode({ taxable }: OrderLine, { taxCodeId }: OrderDraft, { country }: ErpCompany): { value: string } | null {
  if (country === "US") return { value: taxable ? "TAX" : "NON" };
  return taxCodeId === null ? null : { value: taxCodeId };
}
