import { describe, expect, test } from "vitest";
import { checkSettings } from "../../api/domain/check-settings.ts";
import { routeDeal, type Routing } from "../../api/domain/routing.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../api/domain/settings.ts";
import { sampleDeal } from "./sample-deal.ts";

const JOINED = ["us", "ca", "de"];
const routing = (rules: Routing["rules"], defaultConnectionId: string | null = null): Routing => ({ rules, defaultConnectionId });
const route = (rules: Routing, changes: Parameters<typeof sampleDeal>[0] = {}, joined = JOINED) =>
  routeDeal(rules, sampleDeal(changes), joined, "USD");

describe("a deal goes to the company", () => {
  test("of the first rule that fits", () => {
    const rules = routing([
      { by: "currency", value: "EUR", connectionId: "de" },
      { by: "pipeline", value: "canada", connectionId: "ca" },
      { by: "currency", value: "USD", connectionId: "us" },
    ]);
    expect(route(rules, { pipelineId: "canada" })).toBe("ca");
    expect(route(rules, { pipelineId: "canada", currency: "EUR" })).toBe("de");
    expect(route(rules)).toBe("us");
  });

  test("of a property's value, whatever its capitals, and one of several values", () => {
    const rules = routing([{ by: "property", property: "region", value: "EMEA", connectionId: "de" }], "us");
    expect(route(rules, { routingProperties: { region: "emea " } })).toBe("de");
    expect(route(rules, { routingProperties: { region: "APAC;EMEA" } })).toBe("de");
    expect(route(rules, { routingProperties: { region: "EMEA-North" } })).toBe("us");
    expect(route(rules, { routingProperties: { region: null } })).toBe("us");
  });

  test("of the account's home currency where the deal names none", () => {
    expect(route(routing([{ by: "currency", value: "USD", connectionId: "us" }]), { currency: null })).toBe("us");
  });

  test("that is the default where no rule fits, and the only one where there is but one", () => {
    expect(route(routing([], "ca"))).toBe("ca");
    expect(route(routing([]), {}, ["us"])).toBe("us");
  });

  test("or to none where several are joined and nothing says which", () => {
    expect(route(routing([{ by: "currency", value: "EUR", connectionId: "de" }]))).toBeNull();
  });
});

describe("settings are checked as a whole", () => {
  const faults = (changes: Partial<Settings>) => checkSettings({ ...DEFAULT_SETTINGS, ...changes }, new Set(["us"]));

  test("the defaults have no fault", () => expect(faults({})).toEqual([]));

  test("every fault is named, with the rule that has it", () => {
    const rules: Routing["rules"] = [
      { by: "currency", value: "USD", connectionId: "us" },
      { by: "currency", value: "EUR", connectionId: "gone" },
    ];
    expect(faults({ routing: routing(rules, "gone"), numbering: { kind: "sequence" } })).toEqual([
      "A sequence of numbers needs the next number.",
      "Rule 2 of the routing names a QuickBooks company that is not connected.",
      "The default of the routing is a QuickBooks company that is not connected.",
    ]);
  });

  test("a number that QuickBooks would refuse is refused here", () => {
    expect(faults({ numbering: { kind: "sequence", prefix: "ABCDEFGHIJKL", next: 1_000_000_000 } })).toEqual([
      'The number "ABCDEFGHIJKL1000000000" is longer than the 21 characters that QuickBooks takes.',
    ]);
    expect(faults({ numbering: { kind: "sequence", prefix: "SO-", next: 1000 } })).toEqual([]);
  });
});
