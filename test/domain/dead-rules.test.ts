import { expect, test } from "vitest";
import { deadRules, type DealChoices } from "../../api/domain/dead-rules.ts";
import type { Routing } from "../../api/domain/routing.ts";

const CHOICES: DealChoices = {
  pipelines: [{ id: "default" }, { id: "renewals" }],
  currencies: ["USD", "EUR"],
  properties: [
    { name: "region", options: [{ value: "EMEA" }, { value: "APAC" }] },
    { name: "cost_centre", options: [] },
  ],
};
type Rule = Routing["rules"][number];
const by = (rule: Omit<Rule, "connectionId">): Rule => ({ ...rule, connectionId: "us" });
const LIVE = by({ by: "pipeline", value: "default" });

test.each<[string, Rule, string | null]>([
  ["a pipeline that is there", by({ by: "pipeline", value: "renewals" }), null],
  ["a pipeline that was deleted", by({ by: "pipeline", value: "old" }), "HubSpot has no such pipeline any more."],
  ["a currency of the account", by({ by: "currency", value: "EUR" }), null],
  [
    "a currency that the account has not",
    by({ by: "currency", value: "CAD" }),
    "No deal can be in CAD: it is none of the account's currencies.",
  ],
  ["a value that the property may have, whatever its capitals", by({ by: "property", property: "region", value: "emea" }), null],
  [
    "a value that it may not have",
    by({ by: "property", property: "region", value: "US" }),
    '"US" is none of the values that this property may have.',
  ],
  ["any text of a property without options", by({ by: "property", property: "cost_centre", value: "4711" }), null],
  ["a property that was deleted", by({ by: "property", property: "area", value: "1" }), 'Deals have no property "area" any more.'],
  ["what an earlier rule takes", by({ by: "pipeline", value: "default" }), "Rule 1 takes the same deals before."],
])("a rule by %s: %s", (_what, rule, message) => {
  const expected = message === null ? [] : [{ rule: 1, message }];
  expect(deadRules({ rules: [LIVE, rule], defaultConnectionId: null }, CHOICES)).toEqual(expected);
});
