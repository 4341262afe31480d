import { z } from "zod";
import type { CrmPipeline } from "../ports/crm.ts";
import type { CallHubSpot } from "./client.ts";

const stage = z.object({
  id: z.string(),
  label: z.string().nullish(),
  metadata: z.object({ isClosed: z.string(), probability: z.string() }).partial().default({}),
});
const pipelinesAnswer = z.object({ results: z.array(z.object({ id: z.string(), label: z.string().nullish(), stages: z.array(stage) })) });

/** The pipelines of deals with their stages, in the account's order. */
export async function listPipelines(call: CallHubSpot): Promise<CrmPipeline[]> {
  const { results } = await call(pipelinesAnswer, { method: "GET", path: "/crm/pipelines/2026-09/deals" });
  return results.map(({ id, label, stages }) => ({ id, name: label || id, stages: stages.map(stageFrom) }));
}

/** Won is closed with probability 1.0 (RULES §1); the label says nothing. */
function stageFrom({ id, label, metadata: { isClosed, probability } }: z.infer<typeof stage>): CrmPipeline["stages"][number] {
  const closed = isClosed === "true";
  return { id, name: label || id, closed, won: closed && Number(probability) === 1 };
}
