import { describe, expect, test } from "vitest";
import { customerName, customerNameInCurrency, customerNameWithId } from "../../api/domain/customer-name.ts";

describe("a customer's name", () => {
  test("has no colon, tab or line break and is trimmed", () => {
    expect(customerName(" Acme:\tInc\r\n (West) ")).toBe("Acme Inc (West)");
  });

  test("has at most 500 characters, a suffix never being cut", () => {
    expect(customerName("x".repeat(600))).toHaveLength(500);
    expect(customerNameWithId("x".repeat(600), "123")).toHaveLength(500);
    expect(customerNameWithId("x".repeat(600), "123").endsWith("x (HS 123)")).toBe(true);
    expect(customerNameInCurrency("Acme Inc", "EUR")).toBe("Acme Inc EUR");
  });

  test("is not cut through a character", () => {
    expect(customerName(`${"x".repeat(499)}👍🏽`)).toBe("x".repeat(499));
  });
});
