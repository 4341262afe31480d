import type { Fault } from "../wire/faults.ts";

type Answer = NonNullable<Fault["answer"]>;
const XML = { "content-type": "text/xml;charset=UTF-8" };
const JSON_TYPE = { "content-type": "application/json;charset=UTF-8" };

/** The gateway's refusal of a token: HTTP 401 with lower-case names (facts/quickbooks.md §4.1). */
export function authenticationFailed(detail = "Token expired: AB01***", time = 0): Answer {
  const error = { message: "message=AuthenticationFailed; errorCode=003200; statusCode=401", detail, code: "3200", element: null };
  const body = {
    warnings: null,
    intuitObject: null,
    fault: { error: [error], type: "AUTHENTICATION" },
    report: null,
    queryResponse: null,
    batchItemResponse: [],
    time,
    status: null,
    cdcresponse: [],
  };
  return { status: 401, headers: JSON_TYPE, body };
}

/** The same refusal as XML, as it comes at times in spite of Accept: application/json (facts/quickbooks.md §4.1). */
export function authenticationFailedXml(): Answer {
  return xml(401, "AUTHENTICATION", "3200", "message=AuthenticationFailed; errorCode=003200; statusCode=401", "Token revoked");
}

/** The app may not use this company: HTTP 403, code 3100 (facts/quickbooks.md §4.2). */
export function authorizationFailed(): Answer {
  const Message = "message=ApplicationAuthorizationFailed; errorCode=003100; statusCode=403";
  const error = { Message, Detail: "The application is not connected to this company", code: "3100", element: "" };
  return { status: 403, headers: JSON_TYPE, body: { Fault: { Error: [error], type: "AuthorizationFault" } } };
}

const THROTTLED = "message=ThrottleExceeded; errorCode=003001; statusCode=429";
const THROTTLED_DETAIL = "The request limit was reached. Try again later";

/** Too many requests: HTTP 429 without Retry-After (facts/quickbooks.md §5: it is not documented). */
export function throttled(): Answer {
  const error = { Message: THROTTLED, Detail: THROTTLED_DETAIL, code: "3001", element: "" };
  return { status: 429, headers: JSON_TYPE, body: { Fault: { Error: [error], type: "SERVICE" } } };
}

/** Too many requests, said in XML. */
export function throttledXml(): Answer {
  return xml(429, "SERVICE", "3001", THROTTLED, THROTTLED_DETAIL);
}

/** A refusal that arrives with HTTP 200 (facts/quickbooks.md §0.8). */
export function faultWith200(code = "6000", detail = "Business Validation Error: refused"): Answer {
  const error = { Message: "A business validation error has occurred while processing your request", Detail: detail, code, element: "" };
  return { status: 200, headers: JSON_TYPE, body: { Fault: { Error: [error], type: "ValidationFault" } } };
}

/** A failure of the service, after which nobody knows what was committed: HTTP 500, code 10000. */
export function systemFault(): Answer {
  const error = {
    Message: "An application error has occurred while processing your request",
    Detail: "System Failure Error",
    code: "10000",
    element: "",
  };
  return { status: 500, headers: JSON_TYPE, body: { Fault: { Error: [error], type: "SystemFault" } } };
}

function xml(status: number, type: string, code: string, message: string, detail: string): Answer {
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><IntuitResponse xmlns="http://schema.intuit.com/finance/v3">';
  const error = `<Error code="${code}"><Message>${message}</Message><Detail>${detail}</Detail></Error>`;
  return { status, headers: XML, body: `${head}<Fault type="${type}">${error}</Fault></IntuitResponse>` };
}
