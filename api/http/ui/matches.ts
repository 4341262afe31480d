import { z } from "zod";
import { AppError } from "../../domain/errors.ts";
import { decideMatch, type MatchDecision } from "../../flows/decide-match.ts";
import type { Crm } from "../../ports/crm.ts";
import type { ListedMatch } from "../../ports/matches.ts";
import { uiEndpoint } from "../endpoint.ts";
import { personOf } from "../signed-user.ts";
import { matchView } from "../match-view.ts";

const PAGE = 100;

/** `GET /ui/matches?state=open|decided&cursor`: who buyers may be, and what was decided. */
export const getMatches = uiEndpoint({
  method: "get",
  path: "/ui/matches",
  summary: "Buyers and the customers that they may be",
  role: "finance",
  answer: z.object({ matches: z.array(matchView).max(PAGE), cursor: z.string().nullable() }),
  run: async (parts, { user: { portalId }, query }) => {
    const page = parsePage(query);
    const matches = await parts.store.inPortal(portalId, (tx) => tx.matches.list({ ...page, limit: PAGE }));
    const last = matches.length === PAGE ? matches.at(-1) : undefined;
    const crm = parts.crm(portalId);
    return { matches: matches.map((match) => shown(match, crm)), cursor: last?.matchId ?? null };
  },
});

const Page = z.object({ state: z.enum(["open", "decided"]).default("open"), cursor: z.uuid().nullable().default(null) });

function parsePage(query: Record<string, unknown>): z.infer<typeof Page> {
  const page = Page.safeParse(query);
  if (page.success) return page.data;
  throw new AppError("invalid", "state is open or decided, and cursor one of ours.", { code: "invalidQuery" });
}

const chosen = z.object({ customerId: z.string().min(1).max(100) });

/** `POST /ui/matches/:id/link {customerId}` */
export const linkMatch = decision("link", "The buyer is this customer", chosen, ({ customerId }) => ({ decision: "link", customerId }));
/** `POST /ui/matches/:id/new` */
export const newMatch = decision("new", "The buyer is a new customer", z.object({}), () => ({ decision: "new" }));
/** `POST /ui/matches/:id/not-the-same {customerId}`: never offered again. */
export const refuseMatch = decision("not-the-same", "The buyer is not this customer", chosen, ({ customerId }) => ({
  decision: "notTheSame",
  customerId,
}));
/** `POST /ui/matches/:id/reparent {customerId}` */
export const reparentMatch = decision("reparent", "The buyer is a new sub-customer of this customer", chosen, ({ customerId }) => ({
  decision: "reparent",
  customerId,
}));
/** `POST /ui/matches/:id/undo`: until the first order posts. */
export const undoMatch = decision("undo", "Take back what was decided about a buyer", z.object({}), () => ({ decision: "undo" }));

function decision<Body extends z.ZodType>(word: string, summary: string, body: Body, decide: (body: z.infer<Body>) => MatchDecision) {
  return uiEndpoint({
    method: "post",
    path: `/ui/matches/:id/${word}`,
    summary,
    role: "finance",
    body,
    answer: matchView,
    run: async (parts, { user, params, body: said }) => {
      const request = { portalId: user.portalId, matchId: params["id"] ?? "", by: personOf(user), ...decide(said) };
      return shown(await decideMatch(parts, request), parts.crm(user.portalId));
    },
  });
}

function shown(match: ListedMatch, crm: Pick<Crm, "recordUrl">): z.input<typeof matchView> {
  const [object, id = ""] = match.recordId.split(":") as ["company" | "contact", string?];
  const { matchId, connectionId, currency, buyer, state, how, deals, candidates, reasons, decidedBy, decidedAt, ordered } = match;
  return {
    id: matchId,
    record: { object, id, url: crm.recordUrl(object, id) },
    ...{ connectionId, currency, buyer, state, how, deals, candidates, reasons, decidedBy },
    decidedAt: decidedAt?.toString() ?? null,
    undoable: state !== "open" && !ordered && !(state === "new" && match.customerId !== null),
  };
}
