import { isDeepStrictEqual } from "node:util";
import type { DecisionName } from "../domain/decisions.ts";
import { AppError } from "../domain/errors.ts";
import type { Person } from "../domain/person.ts";
import type { Letter } from "../ports/dead-letters.ts";
import type { DealRow } from "../ports/deals.ts";
import type { PortalTx } from "../ports/store.ts";
import type { Needs } from "./needs.ts";
import { retryLetters } from "./release-letters.ts";

type Decision = { portalId: number; by: Person; letterId: string };
const MOST_OF_A_CAUSE = 10_000;

/** Has the work of one letter done again, with what the person chose in the place of what we would take. Throws notFound, conflict, invalid. */
export function retryLetter(needs: Needs, { chosen = {}, ...decision }: Decision & { chosen?: DealRow["chosen"] }): Promise<Letter> {
  return decide(needs, decision, "deadLetter.retried", chosen, async (tx, letter) => {
    if (!letter.job) throw new AppError("conflict", "This is settled in HubSpot or QuickBooks; Tieout has nothing to try again.");
    const isOther = Object.keys(chosen).length > 0 && (await choose(tx, letter, chosen));
    await retryLetters(tx, [letter]);
    return letter.state !== "retrying" || isOther;
  });
}

/** A frozen payload is never edited: the next generation is made from the sale, with what was chosen. Answers whether it is something else than before. */
async function choose(tx: PortalTx, { kind, record }: Letter, chosen: DealRow["chosen"]): Promise<boolean> {
  const row = kind === "push-deal" ? await tx.deals.read(record.id) : null;
  if (!row) throw new AppError("invalid", "Only the push of a deal can be tried again with other values.", { code: "nothingToEdit" });
  const all = { ...row.chosen, ...chosen };
  await tx.deals.save(record.id, { chosen: all });
  return !isDeepStrictEqual(all, row.chosen);
}

/** Takes a letter for settled, with the reason. */
export function dismissLetter(needs: Needs, { reason, ...decision }: Decision & { reason: string }): Promise<Letter> {
  return decide(needs, decision, "deadLetter.dismissed", { reason }, async (tx, { id }) => {
    await tx.deadLetters.dismiss(id, needs.clock.now());
    return true;
  });
}

/** Somebody, or nobody any more, looks after a letter; others than the caller are named as HubSpot's owners are. */
export async function assignLetter(needs: Needs, { userId, ...decision }: Decision & { userId: number | null }): Promise<Letter> {
  const owner = userId === null ? null : await ownerOf(needs, decision, userId);
  return decide(needs, decision, "deadLetter.assigned", { owner: userId }, async (tx, letter) => {
    await tx.deadLetters.assign(letter.id, owner);
    return letter.owner?.userId !== owner?.userId;
  });
}

async function ownerOf({ crm }: Needs, { portalId, by }: Decision, userId: number): Promise<Person> {
  if (userId === by.userId) return by;
  const owner = await crm(portalId).findOwner({ userId });
  return { userId, email: owner?.email ?? null };
}

/** Has the work of every letter of a cause done again; answers how many. */
export function retryCause({ store }: Needs, { portalId, by, cause }: { portalId: number; by: Person; cause: string }): Promise<number> {
  return store.inPortal(portalId, async (tx) => {
    const letters = await tx.deadLetters.list({ after: 0, limit: MOST_OF_A_CAUSE, cause });
    const count = await retryLetters(tx, letters);
    const isNew = letters.some(({ job, state }) => job && state === "open");
    if (isNew) await tx.audit.append({ by, what: "deadLetters.retried", subject: { object: "cause", id: cause }, details: { count } });
    return count;
  });
}

/** `act` answers whether anything is otherwise by it: who asks again, since the answer was lost, has decided once. */
function decide(
  { store }: Needs,
  { portalId, by, letterId }: Decision,
  what: DecisionName,
  details: Record<string, unknown>,
  act: (tx: PortalTx, letter: Letter) => Promise<boolean>,
): Promise<Letter> {
  return store.inPortal(portalId, async (tx) => {
    const letter = await tx.deadLetters.read(letterId);
    if (!letter) throw new AppError("notFound", "There is no such dead letter.");
    if (letter.state === "healed" || letter.state === "dismissed")
      throw new AppError("conflict", "This dead letter is settled already.", { code: "letterSettled" });
    if (await act(tx, letter))
      await tx.audit.append({ by, what, subject: letter.record, details: { letterId, cause: letter.cause, ...details } });
    return (await tx.deadLetters.read(letterId)) ?? letter;
  });
}
