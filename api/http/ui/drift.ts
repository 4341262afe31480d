import { z } from "zod";
import { toMoney } from "../../domain/money.ts";
import { decideDrift } from "../../flows/decide-drift.ts";
import type { Crm } from "../../ports/crm.ts";
import type { ListedDrift } from "../../ports/drifts.ts";
import { uiEndpoint } from "../endpoint.ts";
import { personOf } from "../signed-user.ts";
import { money, person } from "../views.ts";

const PAGE = 100;

const state = z.enum(["open", "accepted", "ignored"]);
const drift = z
  .object({
    id: z.string(),
    kind: z.enum(["order", "invoice"]),
    what: z.enum(["amount", "voided", "deleted"]),
    number: z.string(),
    url: z.string(),
    deal: z.object({ id: z.string(), company: z.string().nullable(), url: z.string() }),
    agreed: money,
    found: money.nullable(),
    since: z.iso.datetime(),
    state: z.enum([...state.options, "healed"]),
    decidedBy: person.nullable(),
    decidedAt: z.iso.datetime().nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: "Drift" });

/** `GET /ui/drift?state=open|accepted|ignored&cursor`: what has waited the longest comes first. */
export const getDrift = uiEndpoint({
  method: "get",
  path: "/ui/drift",
  summary: "Documents that were edited, voided or deleted in QuickBooks after they were made",
  role: "finance",
  answer: z.object({ drift: z.array(drift).max(PAGE), cursor: z.string().nullable() }),
  run: async (parts, { user: { portalId }, query }) => {
    const after = typeof query["cursor"] === "string" ? query["cursor"] : null;
    const page = { state: state.catch("open").parse(query["state"]), after, limit: PAGE };
    const { drifts, cursor } = await parts.store.inPortal(portalId, (tx) => tx.drifts.list(page));
    const crm = parts.crm(portalId);
    return { drift: drifts.map((each) => viewOf(each, crm)), cursor };
  },
});

const deciding = (path: "accept" | "ignore", decided: "accepted" | "ignored", summary: string) =>
  uiEndpoint({
    method: "post",
    path: `/ui/drift/:id/${path}`,
    summary,
    role: "finance",
    body: z.object({ reason: z.string().trim().max(1000).optional() }),
    answer: drift,
    run: async (parts, { user, params, body }) => {
      const request = { portalId: user.portalId, driftId: params["id"] ?? "", by: personOf(user), reason: body.reason || null };
      return viewOf(await decideDrift(parts, { ...request, state: decided }), parts.crm(user.portalId));
    },
  });

/** `POST /ui/drift/:id/accept`: QuickBooks is right. */
export const acceptDrift = deciding("accept", "accepted", "Take a document as it stands in QuickBooks");
/** `POST /ui/drift/:id/ignore`: the sale stays what it was; the difference is put aside. */
export const ignoreDrift = deciding("ignore", "ignored", "Put a difference aside");

function viewOf(each: ListedDrift, crm: Pick<Crm, "recordUrl">): z.input<typeof drift> {
  const { driftId, kind, what, number, externalId, url, dealId, company, agreed, found, currency, since, decidedAt } = each;
  return {
    id: driftId,
    kind,
    what,
    number: number ?? externalId,
    url,
    deal: { id: dealId, company, url: crm.recordUrl("deal", dealId) },
    agreed: toMoney(agreed, currency),
    found: found === null ? null : toMoney(found, currency),
    since: since.toString({ smallestUnit: "millisecond" }),
    state: each.state,
    decidedBy: each.decidedBy,
    decidedAt: decidedAt?.toString({ smallestUnit: "millisecond" }) ?? null,
    reason: each.reason,
  };
}
