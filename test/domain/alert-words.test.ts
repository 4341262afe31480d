import { describe, expect, test } from "vitest";
import { answeredLine, askedLine, deskLine, groupLine, type ToldGroup } from "../../api/domain/alert-words.ts";

const OLDEST = Temporal.Instant.from("2026-12-01T14:30:20Z");
const ZONE = "America/New_York";
const group: ToldGroup = {
  ...{ count: 1, code: "6210", message: "The books are closed.", fixBy: "finance", money: [], oldest: OLDEST },
  url: "https://app.hubspot.com/contacts/7/record/0-3/31",
};

describe("what people are told", () => {
  test("says how many wait, for whom, since when in the portal's zone, the money of each currency, why, and where the first is", () => {
    expect(groupLine(group, ZONE)).toBe(
      "1 waits for finance, since 2026-12-01 09:30 (America/New_York): The books are closed. https://app.hubspot.com/contacts/7/record/0-3/31",
    );
    const money = [
      { amount: 1_140_000n, currency: "USD" },
      { amount: 500n, currency: "EUR" },
    ];
    expect(groupLine({ ...group, count: 3, money, fixBy: "rep" }, "UTC")).toBe(
      "3 wait for the sales rep, since 2026-12-01 14:30 (UTC), 11400.00 USD + 5.00 EUR: The books are closed. The first: https://app.hubspot.com/contacts/7/record/0-3/31",
    );
  });

  test("asks nobody to mend an outage", () => {
    const away = { ...group, code: "503", message: "QuickBooks is not working.", fixBy: "admin", url: null } as const;
    expect(groupLine(away, "UTC")).toMatch(/^1 waits until that has passed and then goes on, since/);
    expect(groupLine({ ...away, count: 2 }, "UTC")).toMatch(/^2 wait until that has passed and then go on, since/);
  });

  test("asks finance about documents in QuickBooks, and says when it is asked no more", () => {
    expect(askedLine({ matter: "invoiced", count: 2, oldest: OLDEST }, "UTC")).toBe(
      "2 orders invoiced by hand in QuickBooks, the first since 2026-12-01 14:30 (UTC)",
    );
    expect(answeredLine("rejected")).toBe("Nothing waits for finance any more: orders rejected in QuickBooks");
  });

  test("counts what is to be decided, and says nothing where nothing is", () => {
    const matters = [
      { matter: "approval", count: 1 },
      { matter: "unmapped", count: 0 },
      { matter: "changed", count: 3 },
    ] as const;
    expect(deskLine([...matters])).toBe("To be decided on the Finance desk: 1 sale to approve, 3 documents changed by hand in QuickBooks.");
    expect(deskLine([{ matter: "unmapped", count: 0 }])).toBeNull();
  });
});
