import type { Parts } from "../../../api/http/parts.ts";
import { createLife, partsOf, type Crash, type Life } from "../crash/life.ts";
import type { Stage } from "../harness.ts";

/** The process that works the jobs: it may end at a call of a port, and another takes its place. */
export type Process = {
  /** It ends at so manieth a call that a flow makes of a port from now on. */
  dieAt(calls: number, when: Crash["when"]): void;
  parts(): Parts;
  /** Where it has ended, "push-deal.ts:44 inPortal"; null while it lives. A new one takes its place by this. */
  takeOver(): string | null;
};

const ANYWHERE = "anywhere";

export function createProcess({ tieout }: Stage): Process {
  const needs = tieout.needs as Parts;
  let life: Life | null = null;
  let parts = needs;
  let lastCall = "";
  const nameOf = (file: string, line: number, method: string) => {
    lastCall = `${file}:${line} ${method}`;
    return ANYWHERE;
  };
  return {
    dieAt(calls, when) {
      life = createLife({ at: ANYWHERE, nth: calls, when }, nameOf);
      parts = partsOf(needs, life);
    },
    parts: () => parts,
    takeOver() {
      if (!life?.isOver()) return null;
      life = null;
      parts = needs;
      return lastCall;
    },
  };
}
