import { describe, expect, test } from "vitest";
import { readFault } from "../../api/quickbooks/fault-body.ts";
import { meaningOf, refusalFrom, type Fault } from "../../api/quickbooks/faults.ts";

const fault = (code: number, detail = "", type = "ValidationFault"): Fault => ({ code, message: "", detail, element: "", type });
const refusal = (code: number, detail: string) => refusalFrom(fault(code, detail), meaningOf(fault(code, detail), 400));

describe("a fault body", () => {
  test("codes are compared as numbers, whatever zeros stand before them", () => {
    const json = { Fault: { Error: [{ Message: "m", Detail: "d", code: "003100", element: null }], type: "AuthorizationFault" } };
    expect(readFault("", json)?.code).toBe(3100);
  });

  test("a code that stands only in the message is found there", () => {
    const json = {
      fault: {
        error: [{ message: "message=ThrottleExceeded; errorCode=003001; statusCode=429", detail: null, element: null }],
        type: "SERVICE",
      },
    };
    expect(readFault("", json)?.code).toBe(3001);
  });

  test("XML is read", () => {
    const xml =
      '<IntuitResponse><Fault type="ValidationFault"><Error code="2050" element="Line1"><Message>String too long</Message><Detail>At most 500</Detail></Error></Fault></IntuitResponse>';
    expect(readFault(xml, null)).toEqual({
      code: 2050,
      message: "String too long",
      detail: "At most 500",
      element: "Line1",
      type: "ValidationFault",
    });
  });

  test("a token in a detail never leaves the adapter", () => {
    const token = "eyJlbmMiOiJBMTI4Q0JDLUhTMjU2.abcDEF_123-xyz";
    const refused = { Fault: { Error: [{ Message: `bad ${token}`, Detail: `Token ${token}`, code: "6000" }], type: "ValidationFault" } };
    expect(JSON.stringify(readFault("", refused))).not.toContain("eyJ");
    const unauthorised = { fault: { error: [{ message: "no", detail: "Token expired: short", code: "3200" }], type: "AUTHENTICATION" } };
    expect(readFault("", unauthorised)?.detail).toBe("");
  });

  test("a body without a fault is none", () => {
    expect(readFault('{"Estimate":{"Id":"1"}}', { Estimate: { Id: "1" } })).toBeNull();
    expect(readFault("<html>503</html>", null)).toBeNull();
  });
});

describe("what a fault means", () => {
  test.each([
    [6000, "refused", "finance"],
    [6240, "refused", "finance"],
    [6140, "refused", "finance"],
    [6070, "refused", "finance"],
    [6200, "refused", "finance"],
    [6210, "refused", "finance"],
    [2500, "refused", "finance"],
    [2210, "refused", "rep"],
    [6190, "refused", "admin"],
    [610, "gone", "finance"],
    [5010, "stale", "finance"],
    [620, "refused", "finance"],
    [600, "unknown", "admin"],
    [10000, "unknown", "admin"],
    [3001, "wait", "admin"],
  ])("%i is %s, for %s to mend", (code, reaction, fixBy) => {
    expect(meaningOf(fault(code), 400)).toMatchObject({ reaction, fixBy });
  });

  test("a validation fault is a refusal even with a code that we do not know; any other fault is unknown even with one that we know", () => {
    expect(meaningOf(fault(9999), 400).reaction).toBe("refused");
    expect(meaningOf(fault(9999, "", "SystemFault"), 400).reaction).toBe("unknown");
    expect(meaningOf(fault(6240, "", "SystemFault"), 400).reaction).toBe("unknown");
    expect(meaningOf(fault(-1, "", ""), 400).reaction).toBe("unknown");
  });

  test("above 499 nothing is a refusal", () => {
    for (const code of [600, 610, 5010, 6000, 6240, 9999]) expect(meaningOf(fault(code), 500).reaction).toBe("unknown");
  });

  test("the holder of a document number is read from the detail", () => {
    const detail =
      "Duplicate Document Number Error : This number has already been used. DocNumber=HS-12345678901234567 is assigned to TxnType=Estimate with TxnId=145";
    expect(refusal(6140, detail)).toMatchObject({
      code: "6140",
      takenById: "145",
      message: expect.stringContaining("HS-12345678901234567") as string,
    });
    expect(refusal(6140, "no id here").takenById).toBeNull();
    expect(refusal(6000, "TxnId=145").takenById).toBeNull();
  });
});
