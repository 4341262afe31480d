import { choice, date, decimal, email, flag, group, readOnly, reference, text, type Shape } from "../shape.ts";
import { address, transactionFields } from "./shared-fields.ts";

const salesFields: Shape = {
  ...transactionFields,
  DocNumber: text(21),
  AutoDocNumber: flag,
  CustomerRef: reference,
  CustomerMemo: group({ value: text(1000), id: text(30) }),
  BillAddr: address,
  ShipAddr: address,
  ShipFromAddr: address,
  FreeFormAddress: readOnly,
  RemitToRef: reference,
  ClassRef: reference,
  SalesTermRef: reference,
  DueDate: date,
  ShipMethodRef: reference,
  ShipDate: date,
  TrackingNum: text(31),
  GlobalTaxCalculation: choice("TaxExcluded", "TaxInclusive", "NotApplicable"),
  TotalAmt: readOnly,
  ApplyTaxAfterDiscount: flag,
  TemplateRef: reference,
  PrintStatus: choice("NotSet", "NeedToPrint", "PrintComplete"),
  EmailStatus: choice("NotSet", "NeedToSend", "EmailSent"),
  BillEmail: email,
  BillEmailCc: email,
  BillEmailBcc: email,
  ARAccountRef: readOnly,
  DeliveryInfo: readOnly,
  TaxExemptionRef: readOnly,
};

export const estimateShape: Shape = {
  ...salesFields,
  TxnStatus: choice("Accepted", "Closed", "Pending", "Rejected", "Converted"),
  ExpirationDate: date,
  AcceptedBy: text(100),
  AcceptedDate: date,
};

export const invoiceShape: Shape = {
  ...salesFields,
  Balance: readOnly,
  InvoiceLink: readOnly,
  Deposit: decimal,
  DepositToAccountRef: reference,
  AllowIPNPayment: flag,
  AllowOnlinePayment: flag,
  AllowOnlineCreditCardPayment: flag,
  AllowOnlineACHPayment: flag,
};

export const creditMemoShape: Shape = {
  ...salesFields,
  Balance: readOnly,
  RemainingCredit: readOnly,
  PaymentMethodRef: reference,
  PaymentRefNum: text(21),
  InvoiceRef: reference,
};

export const paymentShape: Shape = {
  ...transactionFields,
  CustomerRef: reference,
  ARAccountRef: reference,
  DepositToAccountRef: reference,
  PaymentMethodRef: reference,
  PaymentRefNum: text(21),
  TotalAmt: decimal,
  UnappliedAmt: readOnly,
  ProcessPayment: flag,
};

export const journalEntryShape: Shape = {
  ...transactionFields,
  DocNumber: text(21),
  Adjustment: flag,
  TotalAmt: readOnly,
  GlobalTaxCalculation: choice("TaxExcluded", "TaxInclusive", "NotApplicable"),
};
