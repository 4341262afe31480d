import { z } from "zod";
import { HOLD_ANSWERS, type HoldAnswer } from "../../domain/hold.ts";
import { toMoney } from "../../domain/money.ts";
import { soldFor } from "../../domain/sold-for.ts";
import { answerHold, answerHolds } from "../../flows/answer-hold.ts";
import type { Crm } from "../../ports/crm.ts";
import type { ErpInvoice, ErpOrder } from "../../ports/erp-documents.ts";
import type { ListedHold } from "../../ports/holds.ts";
import { uiEndpoint } from "../endpoint.ts";
import { personOf } from "../signed-user.ts";
import { money, person } from "../views.ts";

const PAGE = 100;

const answer = z.enum(["wait", "cancel", "adopt", "keep", "stop"]);
const reason = z.string().trim().max(1000).optional();
const document = z.object({ number: z.string(), url: z.string(), net: money });
const hold = z
  .object({
    id: z.string(),
    why: z.enum(["rejected", "closed", "invoiced"]),
    deal: z.object({ id: z.string(), company: z.string().nullable(), url: z.string() }),
    order: document,
    invoices: z.array(document),
    since: z.iso.datetime(),
    state: z.enum(["open", "healed", ...answer.options]),
    answers: z.array(answer),
    answeredBy: person.nullable(),
    answeredAt: z.iso.datetime().nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: "Hold" });

/** `GET /ui/holds?state=open|answered&cursor`: what has waited the longest comes first. */
export const getHolds = uiEndpoint({
  method: "get",
  path: "/ui/holds",
  summary: "Orders that somebody rejected, closed or invoiced in QuickBooks",
  role: "finance",
  answer: z.object({ holds: z.array(hold).max(PAGE), cursor: z.string().nullable() }),
  run: async (parts, { user: { portalId }, query }) => {
    const after = typeof query["cursor"] === "string" ? query["cursor"] : null;
    const page = { answered: query["state"] === "answered", after, limit: PAGE };
    const { holds, cursor } = await parts.store.inPortal(portalId, (tx) => tx.holds.list(page));
    const crm = parts.crm(portalId);
    return { holds: holds.map((each) => viewOf(each, crm)), cursor };
  },
});

const answering = (given: HoldAnswer, summary: string) =>
  uiEndpoint({
    method: "post",
    path: `/ui/holds/:id/${given}`,
    summary,
    role: "finance",
    body: z.object({ reason }),
    answer: hold,
    run: async (parts, { user, params, body }) => {
      const request = { portalId: user.portalId, holdId: params["id"] ?? "", by: personOf(user), reason: body.reason || null };
      return viewOf(await answerHold(parts, { ...request, answer: given }), parts.crm(user.portalId));
    },
  });

/** `POST /ui/holds/answer {ids, answer, reason?}`: the same to several, each decided for itself. */
export const answerSeveralHolds = uiEndpoint({
  method: "post",
  path: "/ui/holds/answer",
  summary: "Give the same answer to several orders on hold",
  role: "finance",
  body: z.object({ ids: z.array(z.string().min(1)).min(1).max(PAGE), answer, reason }),
  answer: z.object({ answered: z.array(hold), refused: z.array(z.object({ id: z.string(), message: z.string() })) }),
  run: async (parts, { user, body }) => {
    const request = { portalId: user.portalId, holdIds: body.ids, by: personOf(user), answer: body.answer, reason: body.reason || null };
    const { answered, refused } = await answerHolds(parts, request);
    const crm = parts.crm(user.portalId);
    return { answered: answered.map((each) => viewOf(each, crm)), refused: refused.map(({ holdId: id, message }) => ({ id, message })) };
  },
});

/** `POST /ui/holds/:id/wait|cancel|adopt|keep|stop`: what finance says to it. */
export const answerOneHold = [
  answering("wait", "Wait for another answer to a rejected order"),
  answering("cancel", "Cancel a rejected order"),
  answering("adopt", "Take what was invoiced by hand as all of the order"),
  answering("keep", "Say that the order is still to be billed"),
  answering("stop", "Say that nothing more is to be billed for the order"),
];

function viewOf({ holdId, why, dealId, company, order, invoices, ...each }: ListedHold, crm: Pick<Crm, "recordUrl">): z.input<typeof hold> {
  return {
    id: holdId,
    why,
    deal: { id: dealId, company, url: crm.recordUrl("deal", dealId) },
    order: documentOf(order),
    invoices: invoices.map(documentOf),
    since: each.since.toString({ smallestUnit: "millisecond" }),
    state: each.state,
    answers: each.state === "open" ? [...HOLD_ANSWERS[why]] : [],
    answeredBy: each.answeredBy,
    answeredAt: each.answeredAt?.toString({ smallestUnit: "millisecond" }) ?? null,
    reason: each.reason,
  };
}

function documentOf(each: ErpOrder | ErpInvoice): z.input<typeof document> {
  return { number: each.number ?? each.id, url: each.url, net: toMoney(soldFor(each), each.currency) };
}
