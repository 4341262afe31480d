import { isNearBudget, monthOf } from "../domain/read-budget.ts";
import type { NewLetter } from "../ports/dead-letters.ts";
import type { Needs } from "./needs.ts";

const KIND = "read-budget";

/** Once a month and company it is told that most of the reads are used up; and that all is well again once they are not. */
export function watchReadBudgets({ store, clock }: Needs, { portalId }: { portalId: number }): Promise<{ near: number }> {
  const now = clock.now();
  const month = monthOf(now);
  return store.inPortal(portalId, async (tx) => {
    let near = 0;
    for (const { connectionId, company } of (await tx.connections.list()).filter(({ state }) => state === "active")) {
      const record = { object: "connection", id: connectionId };
      const { readBudget } = await tx.settings.of(connectionId);
      const used = await tx.feeds.reads(connectionId, month);
      if (!isNearBudget(used, readBudget)) {
        await tx.feeds.endAlarm(connectionId, month);
        await tx.deadLetters.heal(KIND, record, now);
        continue;
      }
      near += 1;
      if (await tx.feeds.raiseAlarm(connectionId, month, now))
        await tx.deadLetters.bury(nearBudget(record, company.name, used, readBudget), now);
    }
    return { near };
  });
}

function nearBudget(record: NewLetter["record"], company: string, used: number, budget: number): NewLetter {
  const message = `${used} of the ${budget} reads of ${company} in a month are used. Raise the read budget in the settings, or read less often.`;
  return {
    kind: KIND,
    record,
    code: "readBudgetNear",
    cause: `readBudgetNear: ${company}`,
    message,
    fixBy: "admin",
    sent: [],
    job: null,
    money: null,
  };
}
