import { warningFinding } from "../domain/finding.ts";
import type { Person } from "../domain/person.ts";
import type { Settings } from "../domain/settings.ts";
import type { DealRow } from "../ports/deals.ts";
import type { DealCheck } from "./check-deal.ts";
import type { Needs } from "./needs.ts";
import { queuePush } from "./queue-push.ts";

const PAUSED = "pushesPaused";
const BREAKER = (portalId: number) => ({ kind: "automatic-pushes", record: { object: "portal", id: String(portalId) } });

type Subject = { portalId: number; dealId: string; limit: Settings["breaker"] };

/** Whether a deal may be pushed automatically now. Whoever comes once too often pauses all that come after, until a person resumes (RULES §4). */
export function admitAutomaticPush({ store, clock }: Needs, { portalId, dealId, limit }: Subject): Promise<boolean> {
  const now = clock.now();
  return store.inPortal(portalId, async (tx) => {
    const answer = await tx.breaker.admit(dealId, now, limit);
    if (answer === "tripped") {
      const message = `More than ${limit.pushes} deals were pushed by themselves within ${limit.minutes} minutes, so the rest waits. Look whether they are meant, then resume automatic pushes.`;
      const letter = {
        ...BREAKER(portalId),
        code: PAUSED,
        cause: PAUSED,
        message,
        fixBy: "admin" as const,
        sent: [],
        job: null,
        money: null,
      };
      await tx.deadLetters.bury(letter, now);
      await tx.audit.append({ by: null, what: "automaticPushes.paused", subject: null, details: limit });
    }
    return answer === "admitted";
  });
}

/** The row of a deal that waits because automatic pushes are paused. */
export function heldByBreaker({ findings }: DealCheck): Partial<DealRow> {
  const message = "Automatic pushes are paused because unusually many came at once. An admin resumes them; the button works all the same.";
  return { state: "ready", findings: [...findings, warningFinding(PAUSED, "admin", message)], message };
}

/** A person has looked: automatic pushes go on, and those that waited are pushed. Answers how many. */
export function resumeAutomaticPushes({ store, clock }: Needs, { portalId, by }: { portalId: number; by: Person }): Promise<number> {
  return store.inPortal(portalId, async (tx) => {
    if (!(await tx.breaker.resume(clock.now()))) return 0;
    const waiting = await tx.deals.withFinding([PAUSED]);
    for (const dealId of waiting) await queuePush(tx, dealId, "retry");
    const { kind, record } = BREAKER(portalId);
    await tx.deadLetters.heal(kind, record, clock.now());
    await tx.audit.append({ by, what: "automaticPushes.resumed", subject: null, details: { released: waiting.length } });
    return waiting.length;
  });
}
