import type { Clock } from "../ports/clock.ts";
import type { CallHubSpot } from "./client.ts";
import { listPipelines } from "./pipelines.ts";

/** Whether a stage ends a deal, and how. */
export type StageOutcome = { won: boolean; closed: boolean };

/** What a stage means, by pipeline and stage id. */
export type ReadStage = (call: CallHubSpot, portalId: number, pipelineId: string, stageId: string) => Promise<StageOutcome>;

type Remembered = { until: Temporal.Instant; stages: Map<string, StageOutcome> };

const REMEMBER = { minutes: 5 };

/**
 * Reads deal stages and remembers each portal's for five minutes. A stage that is not among the remembered ones is asked for
 * anew; one that does not exist at all is neither won nor closed.
 */
export function createStageReader({ clock }: { clock: Clock }): ReadStage {
  const portals = new Map<number, Remembered>();

  return async (call, portalId, pipelineId, stageId) => {
    const key = stageKey(pipelineId, stageId);
    const remembered = portals.get(portalId);
    const known = remembered && Temporal.Instant.compare(clock.now(), remembered.until) < 0 ? remembered.stages.get(key) : undefined;
    if (known) return known;

    const stages = await readStages(call);
    portals.set(portalId, { until: clock.now().add(REMEMBER), stages });
    return stages.get(key) ?? { won: false, closed: false };
  };
}

async function readStages(call: CallHubSpot): Promise<Map<string, StageOutcome>> {
  const pipelines = await listPipelines(call);
  return new Map(
    pipelines.flatMap(({ id: pipelineId, stages }) => stages.map(({ id, won, closed }) => [stageKey(pipelineId, id), { won, closed }])),
  );
}

function stageKey(pipelineId: string, stageId: string): string {
  return JSON.stringify([pipelineId, stageId]);
}
