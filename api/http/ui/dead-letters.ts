import { z } from "zod";
import { AppError } from "../../domain/errors.ts";
import { toMoney } from "../../domain/money.ts";
import { goesOnByItself } from "../../domain/releases.ts";
import { assignLetter, dismissLetter, retryCause, retryLetter } from "../../flows/decide-letters.ts";
import { nextTryOf } from "../../flows/next-payload.ts";
import type { Letter, LetterGroup } from "../../ports/dead-letters.ts";
import type { DealRow } from "../../ports/deals.ts";
import { uiEndpoint } from "../endpoint.ts";
import { personOf, type SignedUser } from "../signed-user.ts";
import { deadLetter, deadLetterGroup } from "../views.ts";

const PAGE = 100;

/** `GET /ui/dead-letters?cursor&cause`: what waits for a person, the oldest first, and the same by cause. */
export const getDeadLetters = uiEndpoint({
  method: "get",
  path: "/ui/dead-letters",
  summary: "Work that stopped and waits for a person",
  role: "finance",
  answer: z.object({ deadLetters: z.array(deadLetter).max(PAGE), groups: z.array(deadLetterGroup), cursor: z.string().nullable() }),
  run: (parts, { user, query }) =>
    parts.store.inPortal(user.portalId, async (tx) => {
      const cause = typeof query["cause"] === "string" ? { cause: query["cause"] } : {};
      const letters = await tx.deadLetters.list({ after: readCursor(query["cursor"]), limit: PAGE, ...cause });
      const groups = await tx.deadLetters.groups(parts.clock.now());
      const last = letters.length === PAGE ? letters.at(-1) : undefined;
      return { deadLetters: letters.map(letterView), groups: groups.map(groupView), cursor: last ? String(last.seq) : null };
    }),
});

/** `GET /ui/dead-letters/:id`: with what the next try would send, or what would stop it. */
export const getDeadLetter = uiEndpoint({
  method: "get",
  path: "/ui/dead-letters/:id",
  summary: "A dead letter beside what would be sent now",
  role: "finance",
  answer: deadLetter.extend({
    next: z.object({ fields: z.array(z.object({ path: z.string(), value: z.string() })), stoppedBy: z.array(z.string()) }),
  }),
  run: async (parts, { user, params }) => {
    const letter = await parts.store.inPortal(user.portalId, (tx) => tx.deadLetters.read(params["id"] ?? ""));
    if (!letter) throw new AppError("notFound", "There is no such dead letter.");
    return { ...letterView(letter), next: await nextTryOf(parts, user.portalId, letter) };
  },
});

/** `POST /ui/dead-letters/:id/retry`: does the work again; with values, "edit and retry". */
export const retryDeadLetter = uiEndpoint({
  method: "post",
  path: "/ui/dead-letters/:id/retry",
  summary: "Do the work of a dead letter again",
  role: "finance",
  body: z.object({
    customerName: z
      .string()
      .trim()
      .min(1)
      .max(500)
      .regex(/^[^:\t\r\n]+$/, "must hold no colon, tab or line break")
      .optional(),
    orderNumber: z.string().trim().min(1).max(21).optional(),
  }),
  answer: deadLetter,
  run: async (parts, { user, params, body }) => {
    const chosen: DealRow["chosen"] = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
    return letterView(await retryLetter(parts, { ...decisionOf(user, params), chosen }));
  },
});

/** `POST /ui/dead-letters/:id/dismiss` */
export const dismissDeadLetter = uiEndpoint({
  method: "post",
  path: "/ui/dead-letters/:id/dismiss",
  summary: "Take a dead letter for settled, with a reason",
  role: "finance",
  body: z.object({ reason: z.string().trim().min(1).max(1000) }),
  answer: deadLetter,
  run: async (parts, { user, params, body }) =>
    letterView(await dismissLetter(parts, { ...decisionOf(user, params), reason: body.reason })),
});

/** `POST /ui/dead-letters/:id/assign` */
export const assignDeadLetter = uiEndpoint({
  method: "post",
  path: "/ui/dead-letters/:id/assign",
  summary: "Say who looks after a dead letter",
  role: "finance",
  body: z.object({ userId: z.number().int().positive().nullable() }),
  answer: deadLetter,
  run: async (parts, { user, params, body }) => letterView(await assignLetter(parts, { ...decisionOf(user, params), userId: body.userId })),
});

/** `POST /ui/dead-letters/retry`: the work of every letter of one cause. */
export const retryDeadLetters = uiEndpoint({
  method: "post",
  path: "/ui/dead-letters/retry",
  summary: "Do the work of all dead letters of a cause again",
  role: "finance",
  body: z.object({ cause: z.string().min(1) }),
  answer: z.object({ retried: z.number().int() }),
  run: async (parts, { user, body }) => ({
    retried: await retryCause(parts, { portalId: user.portalId, by: personOf(user), cause: body.cause }),
  }),
});

const decisionOf = (user: SignedUser, params: Record<string, string>) => ({
  portalId: user.portalId,
  by: personOf(user),
  letterId: params["id"] ?? "",
});

function letterView({ id, kind, code, cause, message, fixBy, record, company, attempts, since, owner, state, fields, money, job }: Letter) {
  return {
    ...{ id, kind, cause, message, fixBy, record, company, attempts, state, fields },
    owner: owner?.userId ?? null,
    ownerEmail: owner?.email ?? null,
    since: since.toString(),
    money: money && toMoney(money.amount, money.currency),
    byItself: goesOnByItself(code, attempts),
    retryable: job !== null,
    editable: job?.name === "push-deal",
  };
}

function groupView({ money, oldest, code, first: _first, ...group }: LetterGroup) {
  return {
    ...group,
    byItself: goesOnByItself(code),
    oldest: oldest.toString(),
    money: money.map(({ amount, currency }) => toMoney(amount, currency)),
  };
}

function readCursor(cursor: unknown): number {
  if (cursor === undefined) return 0;
  if (typeof cursor === "string" && /^\d{1,15}$/.test(cursor)) return Number(cursor);
  throw new AppError("invalid", "The cursor is not one of ours.", { code: "invalidCursor" });
}
