import type { DealState, DealView } from "../domain/deal-view.ts";
import { goesOnByItself } from "../domain/releases.ts";
import { mayAct } from "../domain/roles.ts";
import type { Role } from "../domain/settings.ts";
import type { Letter } from "../ports/dead-letters.ts";
import type { DealRow } from "../ports/deals.ts";
import type { PortalTx } from "../ports/store.ts";
import type { Needs } from "./needs.ts";

type Subject = { portalId: number; dealId: string; role: Role; state: DealState; row: DealRow | null };

/** What stopped a deal's push, since when, and who is on it: its dead letter, or that of the connection; null where nothing did. */
export async function failureOfDeal({ store }: Needs, { portalId, dealId, role, state, row }: Subject): Promise<DealView["failure"]> {
  if (!STOPPED.has(state) || (state === "needsReview" && row?.pushedAt)) return null;
  const letter = await store.inPortal(portalId, (tx) => (state === "notConnected" ? lostConnection(tx) : letterOf(tx, dealId)));
  const mayOpen = mayAct(role, "finance");
  if (letter) return { ...ofLetter(letter), mayOpen };
  return state === "failed" && row ? { ...ofRow(row), mayOpen } : null;
}

const STOPPED = new Set<DealState>(["failed", "needsReview", "notConnected"]);

const letterOf = (tx: PortalTx, dealId: string) => tx.deadLetters.waitingFor("push-deal", { object: "deal", id: dealId });

async function lostConnection(tx: PortalTx): Promise<Letter | null> {
  const lost = await tx.deadLetters.ofKind("connection");
  return lost.find(({ record }) => record.object === "connection") ?? null;
}

type Failure = Omit<NonNullable<DealView["failure"]>, "mayOpen">;

function ofLetter({ id, code, message, since, fixBy, owner, attempts, state }: Letter): Failure {
  const byItself = goesOnByItself(code, attempts);
  return { message, since: say(since), fixBy, owner, attempts, byItself, retrying: state === "retrying", letterId: id };
}

/** Its letter was settled without another try: the deal still says why it stopped. */
function ofRow({ message, findings, failingSince, changedAt }: DealRow): Failure {
  const [finding] = findings;
  return {
    message: message ?? finding?.message ?? "The push stopped.",
    since: say(failingSince ?? changedAt ?? Temporal.Instant.fromEpochMilliseconds(0)),
    ...{ fixBy: finding?.fixBy ?? "finance", owner: null, attempts: 1, byItself: false, retrying: false, letterId: null },
  };
}

const say = (instant: Temporal.Instant) => instant.toString({ smallestUnit: "millisecond" });
