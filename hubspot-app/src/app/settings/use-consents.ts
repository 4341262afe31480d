import { useLoaded, type Loaded } from "tieout-shared/use-loaded.ts";
import { useWork, type Work } from "tieout-shared/use-work.ts";
import type { Consent } from "./contract.ts";
import { useSettings } from "./settings-context.ts";

type Listed = { workflows: Consent[]; cursor: string | null };

export type Consents = {
  list: Loaded<Listed>;
  work: Work;
  decide(workflow: Consent, granted: boolean): void;
  showMore(cursor: string): void;
};

/** The workflows that asked to push deals, and what was decided about each. */
export function useConsents(): Consents {
  const { api } = useSettings();
  const read = (query = "") => api.get<Listed>(`/ui/workflow-consents${query}`, ["workflows", "cursor"]);
  const [list, { replace }] = useLoaded(() => read());
  const work = useWork();
  return {
    ...{ list, work },
    decide: ({ workflowId }, granted) =>
      void work.run(
        workflowId,
        () => api.send<Consent>("POST", `/ui/workflow-consents/${encodeURIComponent(workflowId)}`, { granted }, ["workflowId", "granted"]),
        (decided) => {
          replace(({ workflows, cursor }) => ({
            workflows: workflows.map((each) => (each.workflowId === workflowId ? decided : each)),
            cursor,
          }));
          return granted ? `Workflow ${workflowId} may push deals from now on.` : `Workflow ${workflowId} pushes nothing any more.`;
        },
      ),
    showMore: (cursor) =>
      void work.run(
        "more",
        () => read(`?cursor=${encodeURIComponent(cursor)}`),
        (next) => {
          replace(({ workflows }) => ({ workflows: [...workflows, ...next.workflows], cursor: next.cursor }));
          return `${next.workflows.length} more are shown.`;
        },
      ),
  };
}
