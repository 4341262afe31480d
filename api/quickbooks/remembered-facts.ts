import { AppError } from "../domain/errors.ts";
import type { Clock } from "../ports/clock.ts";
import type { Erp } from "../ports/erp.ts";

/** Long enough to spare metered reads while cards are open, short enough that a new item is seen at once by a person's measure. */
const REMEMBERED = { seconds: 15 };
/**
 * However many wait for QuickBooks to answer again, it is asked so often. Not longer than the shortest pause before a job is tried
 * again, so that each try is a look of its own.
 */
const DOWN_REMEMBERED = { seconds: 1 };

const FACTS = ["readCompany", "listItems", "listTerms", "listClasses", "listTaxCodes", "listCustomerTypes"] as const;
type Fact = (typeof FACTS)[number];
type Needs = { clock: Clock; erpOf(portalId: number, connectionId: string): Erp };

/** One Erp per connection, which remembers the company and its lists for some seconds, and for a moment that QuickBooks did not answer. */
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
    const known = facts[name];
    if (!fresh && known && Temporal.Instant.compare(clock.now(), known.until) < 0) return known.value;
    const value = erp[name]() as ReturnType<Erp[F]>;
    const fact = { until: clock.now().add(REMEMBERED), value };
    facts[name] = fact as (typeof facts)[F];
    value.catch((error: unknown) => (fact.until = clock.now().add(isDown(error) ? DOWN_REMEMBERED : { seconds: 0 })));
    return value;
  };
  return { ...erp, ...Object.fromEntries(FACTS.map((name) => [name, (how?: { fresh: boolean }) => recall(name, how?.fresh)])) };
}

const isDown = (error: unknown) => error instanceof AppError && error.kind === "unavailable";
