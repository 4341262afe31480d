import type { Company } from "./company.ts";
import type { Entity } from "./entity.ts";
import { notFound } from "./fault.ts";
import { KIND_NAMES, KINDS } from "./kinds.ts";
import { referenceTo } from "./rules/references.ts";
import { beginWork, type ChangeEvent } from "./work.ts";
import type { World } from "./world.ts";

/**
 * Two customers become one, as in QuickBooks' own pages: the documents move over, the old id answers 610 from then on, and
 * the webhook says `merged` for the one that stays (facts/quickbooks.md §6, §8.1).
 */
export function mergedCustomers(world: World, company: Company, fromId: string, intoId: string): Entity {
  const now = world.clock.now();
  const work = beginWork(company, now);
  const into = work.find("Customer", intoId);
  if (!into || !work.find("Customer", fromId)) throw notFound();
  for (const kind of KIND_NAMES.filter((name) => KINDS[name].group === "transaction")) {
    for (const entity of work.all(kind).filter((each) => each.CustomerRef?.value === fromId)) {
      work.change(kind, entity.Id, { ...entity, CustomerRef: referenceTo(into) });
    }
  }
  work.remove("Customer", fromId);
  const kept = work.change("Customer", intoId, into, "merged");
  const told = work.commit().filter((event) => event.verb !== "deleted");
  world.webhooks.emit(told.map((event): ChangeEvent => (event.verb === "merged" ? { ...event, mergedId: fromId } : event)));
  return kept;
}
