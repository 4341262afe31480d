import type { Routing } from "./routing.ts";

/** What a deal's pipeline, currency and properties may be by now; without options a property may be any text. */
export type DealChoices = {
  pipelines: { id: string }[];
  currencies: string[];
  properties: { name: string; options: { value: string }[] }[];
};

/** A rule, by its place from 0, that no deal will ever follow, and why. */
export type DeadRule = { rule: number; message: string };

/** The rules that can never match, since an earlier one takes their deals or no deal can be like that. */
export function deadRules({ rules }: Routing, choices: DealChoices): DeadRule[] {
  return rules.flatMap((rule, index) => {
    const first = rules.findIndex((each) => isSame(each, rule));
    const message = first < index ? `Rule ${first + 1} takes the same deals before.` : impossible(rule, choices);
    return message === null ? [] : [{ rule: index, message }];
  });
}

type Rule = Routing["rules"][number];

function impossible({ by, property, value }: Rule, { pipelines, currencies, properties }: DealChoices): string | null {
  if (by === "pipeline") return pipelines.some(({ id }) => id === value) ? null : "HubSpot has no such pipeline any more.";
  if (by === "currency") return currencies.includes(value) ? null : `No deal can be in ${value}: it is none of the account's currencies.`;
  const found = properties.find(({ name }) => name === property);
  if (!found) return `Deals have no property "${property}" any more.`;
  if (found.options.length === 0 || found.options.some((option) => fold(option.value) === fold(value))) return null;
  return `"${value}" is none of the values that this property may have.`;
}

const isSame = (a: Rule, b: Rule) => a.by === b.by && a.property === b.property && fold(a.value) === fold(b.value);
const fold = (text: string) => text.trim().toLowerCase();
