import { z } from "zod";
import { resumeAutomaticPushes } from "../../flows/automatic-push.ts";
import { readGoLive } from "../../flows/go-live.ts";
import { testAlerts } from "../../flows/test-alerts.ts";
import { companyIn, COMPANY_QUERY } from "../company-in-query.ts";
import { uiEndpoint } from "../endpoint.ts";
import { personOf } from "../signed-user.ts";

const person = z.object({ userId: z.number().int(), email: z.string().nullable() });

/** `GET /ui/breaker` */
export const getBreaker = uiEndpoint({
  method: "get",
  path: "/ui/breaker",
  summary: "Whether automatic pushes rest because unusually many came at once",
  role: "viewer",
  answer: z.object({ pausedAt: z.string().nullable(), pushes: z.number().int(), minutes: z.number().int() }),
  run: (parts, { user }) =>
    parts.store.inPortal(user.portalId, async (tx) => {
      const { pausedAt } = await tx.breaker.read();
      return { pausedAt: pausedAt?.toString() ?? null, ...(await tx.settings.read()).breaker };
    }),
});

/** `POST /ui/breaker/resume` */
export const resumeBreaker = uiEndpoint({
  method: "post",
  path: "/ui/breaker/resume",
  summary: "Let automatic pushes go on",
  role: "admin",
  answer: z.object({ released: z.number().int() }),
  run: async (parts, { user }) => ({ released: await resumeAutomaticPushes(parts, { portalId: user.portalId, by: personOf(user) }) }),
});

/** `GET /ui/go-live?connectionId` */
export const getGoLive = uiEndpoint({
  method: "get",
  path: "/ui/go-live",
  summary: "What must be done before deals are pushed by themselves",
  role: "viewer",
  query: COMPANY_QUERY,
  answer: z.object({
    ticks: z.array(z.object({ code: z.enum(["shadowDays", "bridge"]), label: z.string(), done: z.boolean(), detail: z.string() })),
    waiver: z.object({ reason: z.string(), by: person.nullable(), at: z.string().nullable() }).nullable(),
    allowed: z.boolean(),
    automaticPush: z.boolean(),
  }),
  run: async (parts, { user: { portalId }, query }) => {
    const { waiver, ...goLive } = await readGoLive(parts, { portalId, connectionId: companyIn(query) });
    return { ...goLive, waiver: waiver && { ...waiver, at: waiver.at?.toString() ?? null } };
  },
});

/** `POST /ui/alerts/test` */
export const postTestAlert = uiEndpoint({
  method: "post",
  path: "/ui/alerts/test",
  summary: "Send a test to every channel of alerts",
  role: "admin",
  answer: z.object({ tried: z.array(z.object({ channel: z.enum(["slack", "email"]), ok: z.boolean(), message: z.string() })) }),
  run: async (parts, { user }) => ({ tried: await testAlerts(parts, user.portalId) }),
});
