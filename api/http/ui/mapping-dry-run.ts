import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Mapping } from "../../domain/mapping.ts";
import { readDryRun, startDryRun, type DryRun } from "../../flows/start-dry-run.ts";
import { uiEndpoint } from "../endpoint.ts";
import { mappingLists, MOST_LISTED } from "../mapping-views.ts";
import { money } from "../views.ts";

const preview = z.object({
  net: money.nullable(),
  terms: z.string().nullable(),
  lines: z.array(z.object({ item: z.string(), quantity: z.string(), unitPrice: z.string(), amount: money })),
  details: z.array(z.string()),
  findings: z.array(z.string()),
});

/** How far a dry run has come, and what would differ. */
export const dryRun = z
  .object({
    id: z.string(),
    state: z.enum(["running", "done", "failed"]),
    message: z.string().nullable(),
    deals: z.number().int(),
    lookedAt: z.number().int(),
    differing: z.array(z.object({ dealId: z.string(), name: z.string(), before: preview, after: preview })).max(MOST_LISTED),
    differingCount: z.number().int(),
    leftOut: z.number().int(),
  })
  .meta({ id: "MappingDryRun" });

const viewOf = ({ runId, state, message, deals, lookedAt, differing, differingCount, leftOut }: DryRun) => ({
  ...{ id: runId, state, message, deals, lookedAt, differing, differingCount },
  leftOut: leftOut ?? 0,
});

/** `POST /ui/mappings/dry-run`: begins to try the lists that are given on the deals won in the last 90 days. */
export const postDryRun = uiEndpoint({
  method: "post",
  path: "/ui/mappings/dry-run",
  summary: "See which orders a mapping change would have altered, before it is saved",
  role: "finance",
  body: z.object({ changes: mappingLists.partial().strict() }).strict(),
  answer: dryRun,
  async run(parts, { user, body }) {
    const lists = Object.fromEntries(Object.entries(body.changes).filter(([, list]) => list !== undefined)) as Partial<Mapping>;
    return viewOf(await startDryRun(parts, { portalId: user.portalId, runId: randomUUID(), lists }));
  },
});

/** `GET /ui/mappings/dry-run/:id`: how far it has come, and what would differ. */
export const getDryRun = uiEndpoint({
  method: "get",
  path: "/ui/mappings/dry-run/:id",
  summary: "How far a dry run has come, and which orders would differ",
  role: "finance",
  answer: dryRun,
  run: async (parts, { user, params }) => viewOf(await readDryRun(parts, user.portalId, params["id"] ?? "")),
});
