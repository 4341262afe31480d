import type { Clock } from "../ports/clock.ts";
import type { Erp } from "../ports/erp.ts";

/** Long enough to spare metered reads while cards are open, short enough that a new item is seen at once by a person's measure. */
const REMEMBERED_SECONDS = 15;

const FACTS = ["readCompany", "listItems", "listTerms", "listClasses", "listTaxCodes", "listCustomerTypes"] as const;
type Fact = (typeof FACTS)[number];
type Needs = { clock: Clock; erpOf(portalId: number, connectionId: string): Erp };

/** One Erp per connection, which remembers the company and its lists for some seconds. A failed read is not remembered. */
export function rememberedFacts({ clock, erpOf }: Needs): (portalId: number, connectionId: string) => Erp {
  const known = new Map<string, Erp>();
  return (portalId, connectionId) => {
    const key = `${portalId}:${connectionId}`;
    const erp = known.get(key) ?? remember(clock, erpOf(portalId, connectionId));
    known.set(key, erp);
    return erp;
  };
}

function remember(clock: Clock, erp: Erp): Erp {
  const facts: { [F in Fact]?: { until: Temporal.Instant; value: ReturnType<Erp[F]> } } = {};
  const recall = <F extends Fact>(name: F, fresh = false): ReturnType<Erp[F]> => {
    const fact = facts[name];
    if (!fresh && fact && Temporal.Instant.compare(clock.now(), fact.until) < 0) return fact.value;
    const value = erp[name]() as ReturnType<Erp[F]>;
    facts[name] = { until: clock.now().add({ seconds: REMEMBERED_SECONDS }), value } as (typeof facts)[F];
    value.catch(() => delete facts[name]);
    return value;
  };
  return { ...erp, ...Object.fromEntries(FACTS.map((name) => [name, (how?: { fresh: boolean }) => recall(name, how?.fresh)])) };
}
