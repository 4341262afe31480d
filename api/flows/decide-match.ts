import { AppError } from "../domain/errors.ts";
import { sayPerson, type Person } from "../domain/person.ts";
import type { ErpCustomer } from "../ports/erp-customer.ts";
import type { ListedMatch } from "../ports/matches.ts";
import type { LinkKey } from "../ports/links.ts";
import type { PortalTx } from "../ports/store.ts";
import { withLinkLock } from "./ensure-linked.ts";
import { companyIn, tell } from "./keep-records.ts";
import type { Needs } from "./needs.ts";
import { UNDECIDED } from "./open-match.ts";
import { causeOfWaiting } from "./push-rules.ts";
import { queuePush } from "./queue-push.ts";

/** What finance says about a match. */
export type MatchDecision =
  | { decision: "link"; customerId: string }
  | { decision: "new" }
  | { decision: "notTheSame"; customerId: string }
  | { decision: "reparent"; customerId: string }
  | { decision: "undo" };

type Request = { portalId: number; matchId: string; by: Person } & MatchDecision;

/**
 * Finance says who a buyer is; every deal of the buyer that waits is pushed on, and its company shows what that customer owes.
 * Throws notFound, conflict when the match has been decided meanwhile, an order is under way or the customer will not do, busy
 * while its customer is being made.
 */
export async function decideMatch(needs: Needs, request: Request): Promise<ListedMatch> {
  const { portalId, matchId } = request;
  const match = await readMatch(needs, request);
  const customer = await readChosen(needs, portalId, match, request);
  return withLinkLock(needs.store, portalId, keyOf(match), () =>
    needs.store.inPortal(portalId, async (tx) => {
      const now = await tx.matches.read(matchId);
      if (!now) throw noSuchMatch();
      // Whoever asks again, since the answer was lost, has said so once.
      if (request.decision === "notTheSame" && now.notTheSame.includes(request.customerId)) return now;
      await (request.decision === "undo" ? undo(tx, now) : decide(tx, needs, now, request, customer));
      for (const { id: dealId } of now.deals) await release(tx, dealId);
      await tell(tx, { deals: [], companies: [companyIn(now.recordId)].filter((id) => id !== null) });
      await tx.audit.append({ by: request.by, what: WORD[request.decision], subject: subjectOf(now), details: detailsOf(now, request) });
      return (await tx.matches.read(matchId)) ?? now;
    }),
  );
}

const WORD = {
  link: "match.linked",
  new: "match.new",
  notTheSame: "match.refused",
  reparent: "match.subCustomer",
  undo: "match.undone",
} as const satisfies Record<MatchDecision["decision"], string>;

async function readMatch({ store }: Needs, { portalId, matchId }: Request): Promise<ListedMatch> {
  const match = await store.inPortal(portalId, (tx) => tx.matches.read(matchId));
  if (!match) throw noSuchMatch();
  return match;
}

const noSuchMatch = () => new AppError("notFound", "There is no such match.", { code: "noSuchMatch" });

/** The customer that the decision names, as it is now. What is said not to be the same need not exist. */
async function readChosen(needs: Needs, portalId: number, match: ListedMatch, request: Request): Promise<ErpCustomer | null> {
  if (request.decision !== "link" && request.decision !== "reparent") return null;
  const customer = await needs.erp(portalId, match.connectionId).readCustomer(request.customerId);
  if (!customer) throw willNotDo("QuickBooks has no such customer (any more).");
  if (!customer.active) throw willNotDo(`${customer.name} is inactive. Make it active in QuickBooks first.`);
  if (customer.currency !== match.currency)
    throw willNotDo(`${customer.name} is billed in ${customer.currency} for ever; the deal is in ${match.currency}.`);
  return customer;
}

const willNotDo = (message: string) => new AppError("conflict", message, { code: "customerWillNotDo", fixBy: "finance" });

async function decide(tx: PortalTx, { clock }: Needs, match: ListedMatch, request: Request, customer: ErpCustomer | null): Promise<void> {
  if (match.state !== "open") throw new AppError("conflict", "It has been decided already. Undo that first.", { code: "decided" });
  const { ordered: _, ...row } = match;
  const decided = { how: "chosen" as const, decidedBy: request.by, decidedAt: clock.now() };
  switch (request.decision) {
    case "link":
      await tx.links.save({
        ...keyOf(match),
        externalId: request.customerId,
        how: "chosen",
        reasons: [`Chosen by ${sayPerson(request.by)}`],
      });
      return tx.matches.save({ ...row, ...decided, state: "linked", customerId: request.customerId });
    case "new":
      return tx.matches.save({ ...row, ...decided, state: "new" });
    case "reparent":
      return tx.matches.save({ ...row, ...decided, state: "new", parentId: customer?.id ?? null });
    case "notTheSame": {
      const candidates = row.candidates.filter(({ customerId }) => customerId !== request.customerId);
      return tx.matches.save({ ...row, candidates, notTheSame: [...new Set([...row.notTheSame, request.customerId])] });
    }
    case "undo":
      throw new Error("Bug! An undo is no decision");
  }
}

/** Before the first order posts, and as long as nothing was made in the ERP for it. */
async function undo(tx: PortalTx, match: ListedMatch): Promise<void> {
  if (match.state === "open") throw new AppError("conflict", "Nothing has been decided yet.", { code: "notDecided" });
  const link = await tx.links.find(keyOf(match));
  if (match.ordered || link?.how === "created") throw tooLate("Its customer or its order is in QuickBooks already.");
  for (const { id } of match.deals) {
    if ((await tx.deals.read(id))?.state === "pushing") throw tooLate("One of its deals is being pushed right now.");
  }
  await tx.links.remove(keyOf(match));
  const { ordered: _, ...row } = match;
  await tx.matches.save({ ...row, ...UNDECIDED, byHand: true });
}

const tooLate = (message: string) => new AppError("conflict", message, { code: "tooLate", fixBy: "finance" });

/** The deal is looked at again, by the rules of whoever asked for its push. */
async function release(tx: PortalTx, dealId: string): Promise<void> {
  const row = await tx.deals.read(dealId);
  if (row?.pushedAt) return;
  await queuePush(tx, dealId, causeOfWaiting(row?.requestedBy ?? null));
}

const keyOf = ({ connectionId, recordId, currency }: ListedMatch): LinkKey => ({
  connectionId,
  recordType: "customer",
  recordId,
  currency,
});

function subjectOf({ recordId }: ListedMatch): { object: string; id: string } {
  const [object = "", id = ""] = recordId.split(":");
  return { object, id };
}

function detailsOf({ matchId, currency, customerId }: ListedMatch, request: Request): Record<string, unknown> {
  return { matchId, currency, customerId: "customerId" in request ? request.customerId : customerId };
}
