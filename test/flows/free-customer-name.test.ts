import { describe, expect, test } from "vitest";
import { freeCustomerName } from "../../api/flows/free-customer-name.ts";
import type { Erp } from "../../api/ports/erp.ts";
import type { NameHolder } from "../../api/ports/erp-customer.ts";
import { buyer } from "../quickbooks/example-drafts.ts";

/** The name of Acme Inc, company 123, in books that are kept in dollars and hold these names. */
function nameWith(held: Record<string, NameHolder["kind"]>, { currency = "USD", active = true } = {}): Promise<string> {
  const findNameHolders = (name: string) => Promise.resolve(held[name] ? [{ kind: held[name], id: "7", active }] : []);
  return freeCustomerName({ findNameHolders } as Partial<Erp> as Erp, { buyer: buyer(), currency, homeCurrency: "USD" });
}

describe("the name of a new customer", () => {
  test("is the buyer's own where nobody holds it, in any currency", async () => {
    expect([await nameWith({}), await nameWith({}, { currency: "EUR" })]).toEqual(["Acme Inc", "Acme Inc"]);
  });

  test("is the twin's where the buyer's customer in the books' own currency holds it", async () => {
    expect(await nameWith({ "Acme Inc": "customer" }, { currency: "EUR" })).toBe("Acme Inc EUR");
  });

  test.each([
    ["a vendor", "vendor", true],
    ["an employee", "employee", true],
    ["an inactive customer", "customer", false],
  ] as const)("has the record's id behind it where %s holds it", async (_, kind, active) => {
    expect(await nameWith({ "Acme Inc": kind }, { active })).toBe("Acme Inc (HS 123)");
    expect(await nameWith({ "Acme Inc": kind, "Acme Inc EUR": kind }, { currency: "EUR", active })).toBe("Acme Inc (HS 123)");
  });
});
