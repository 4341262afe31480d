import type { WireAnswer } from "../wire/server.ts";
import { pacificTime } from "./pacific-time.ts";

/** Message texts of the codes that are raised here (facts/quickbooks.md §4.2). */
const MESSAGES = {
  500: "Unsupported Operation",
  600: "Duplicate Request ID",
  610: "Object Not Found",
  620: "Transaction could not be linked",
  1040: "Batch size exceeds the limit",
  2010: "Request has invalid or unsupported property",
  2020: "Required param missing, need to supply the required value for the API",
  2030: "Invalid ID",
  2040: "Invalid String",
  2050: "String too long",
  2060: "Invalid Date",
  2080: "Invalid Number",
  2130: "Invalid Request ID",
  2170: "Invalid Enumeration",
  2210: "Invalid Email Address format",
  2250: "Transaction lines missing",
  2260: "Posting type missing",
  2290: "Negative amount",
  2300: "Total debits do not equal total credits",
  2500: "Invalid Reference Id",
  3000: "Invalid custom field",
  4000: "Error parsing query",
  4001: "Invalid query",
  5010: "Stale Object Error",
  6000: "A business validation error has occurred while processing your request",
  6070: "Amount calculation incorrect in the request",
  6080: "No name provided",
  6090: "Invalid discount",
  6100: "Invalid tax code",
  6140: "Duplicate Document Number Error",
  6180: "Too many levels",
  6200: "Accounting Period Closed",
  6210: "Account Period Closed, Password Required",
  6240: "Duplicate Name Exists Error",
  6420: "Email address required",
  6430: "Invalid account type used",
  6540: "Deposited Transaction cannot be changed",
} as const;

export type FaultCode = keyof typeof MESSAGES;

/** A refusal in QuickBooks' own words; always HTTP 400 (facts/quickbooks.md §4: also for 610). */
export class QuickBooksFault extends Error {
  readonly code: FaultCode;
  readonly detail: string;
  readonly element: string;

  constructor(code: FaultCode, detail: string, element = "") {
    super(`${code} ${detail}`);
    this.code = code;
    this.detail = detail;
    this.element = element;
  }
}

/** The `Fault` object as it stands in an answer or in an item of a batch. */
export function faultBody(fault: QuickBooksFault): object {
  const error = { Message: MESSAGES[fault.code], Detail: fault.detail, code: String(fault.code), element: fault.element };
  return { Error: [error], type: "ValidationFault" };
}

/** The whole answer for a refusal. */
export function faultAnswer(fault: QuickBooksFault, nowMs: number): WireAnswer {
  return { status: 400, body: { Fault: faultBody(fault), time: pacificTime(nowMs) } };
}

/** Business validation, code 6000: the reason stands in Detail. */
export function businessFault(reason: string): QuickBooksFault {
  return new QuickBooksFault(6000, `Business Validation Error: ${reason}`);
}

/** A required element is missing, code 2020. */
export function missing(element: string): QuickBooksFault {
  return new QuickBooksFault(2020, `Required parameter ${element} is missing in the request`, element);
}

/** No live object has this id, or the object is inactive, code 610. */
export function notFound(): QuickBooksFault {
  const reason =
    "Something you're trying to use has been made inactive. Check the fields with accounts, customers, items, vendors or employees.";
  return new QuickBooksFault(610, `Object Not Found : ${reason}`);
}
