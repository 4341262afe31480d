import type { Deal } from "./deal.ts";

/** One rule: a deal whose pipeline, currency or property has this value goes to this company. `property` only where `by` says so. */
type RoutingRule = { by: "pipeline" | "currency" | "property"; property?: string | undefined; value: string; connectionId: string };

/** Which company of the ERP a deal goes to: the first rule that fits, else the default. */
export type Routing = { rules: RoutingRule[]; defaultConnectionId: string | null };

type Routed = Pick<Deal, "pipelineId" | "currency" | "routingProperties">;

/** The company that a deal goes to; without rule or default the only one that is joined, and null where it cannot be told. */
export function routeDeal({ rules, defaultConnectionId }: Routing, deal: Routed, joined: string[], homeCurrency: string): string | null {
  const rule = rules.find((each) => fits(each, deal, homeCurrency));
  return rule?.connectionId ?? defaultConnectionId ?? (joined.length === 1 ? (joined[0] ?? null) : null);
}

/** The properties of deals that the rules look at. */
export function routingProperties({ rules }: Routing): string[] {
  return [...new Set(rules.flatMap(({ by, property }) => (by === "property" && property ? [property] : [])))];
}

function fits({ by, property, value }: RoutingRule, deal: Routed, homeCurrency: string): boolean {
  if (by === "pipeline") return deal.pipelineId === value;
  if (by === "currency") return (deal.currency ?? homeCurrency) === value;
  // Several values of one property are written "a;b".
  const values = (deal.routingProperties[property ?? ""] ?? "").split(";");
  return values.some((each) => fold(each) === fold(value));
}

const fold = (text: string) => text.trim().toLowerCase();
