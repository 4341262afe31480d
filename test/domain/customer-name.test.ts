import { describe, expect, test } from "vitest";
import { availableCustomerName, customerName, customerNameInCurrency, customerNameWithId } from "../../api/domain/customer-name.ts";
import { saleFromDeal } from "../../api/domain/sale-from-deal.ts";
import { sampleDeal, sampleRules } from "./sample-deal.ts";

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

describe("the name of a new customer", () => {
  const buyer = saleFromDeal(sampleDeal(), sampleRules()).sale?.buyer;
  type Kind = "customer" | "vendor" | "employee";
  const nameWith = (held: Record<string, Kind>, currency = "USD") => {
    if (!buyer) throw new Error("the sample deal has no buyer");
    const holdersOf = (name: string) => Promise.resolve(held[name] ? [{ kind: held[name] }] : []);
    return availableCustomerName({ buyer, currency, homeCurrency: "USD" }, holdersOf);
  };

  test("is the buyer's own, and carries the currency where that is a foreign one", async () => {
    expect([await nameWith({}), await nameWith({}, "EUR")]).toEqual(["Acme Inc", "Acme Inc EUR"]);
  });

  test.each(["vendor", "employee"] as const)("carries the record's id where a %s holds it", async (kind) => {
    expect(await nameWith({ "Acme Inc": kind })).toBe("Acme Inc (HS C1)");
  });

  test("is for a person to decide where a customer holds it, since it may be the same one", async () => {
    const unclear = expect.objectContaining({ kind: "notReady", code: "customerUnclear", fixBy: "finance" });
    await expect(nameWith({ "Acme Inc": "customer" })).rejects.toThrowError(unclear);
    await expect(nameWith({ "Acme Inc": "vendor", "Acme Inc (HS C1)": "customer" })).rejects.toThrowError(unclear);
  });
});
