import type { Company } from "./company.ts";
import type { WriteContext } from "./rules/write-context.ts";
import { beginWork, type ChangeEvent } from "./work.ts";
import type { World } from "./world.ts";

/** Does one piece of work on a company and commits it; when `act` throws, nothing has happened. Its events go to the webhooks. */
export function committed<T>(world: World, company: Company, include: ReadonlySet<string>, act: (context: WriteContext) => T): T {
  const work = beginWork(company, world.clock.now());
  const result = act({ work, settings: world.settings, include });
  world.webhooks.emit(work.commit().map((event) => event satisfies ChangeEvent));
  return result;
}
