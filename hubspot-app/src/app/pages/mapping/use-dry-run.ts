import { useEffect, useRef, useState } from "react";
import type { Answer, Failure } from "tieout-shared/call-api.ts";
import type { Api } from "tieout-shared/create-api.ts";
import { useDesk } from "../desk/desk-context.ts";
import type { DryRun, Lists } from "./contract.ts";

/** How the trial of a change on past deals is doing. */
export type Trial = { state: "running"; run: DryRun | null } | { state: "failed"; failure: Failure } | { state: "done"; run: DryRun };

const LOOK_EVERY_MS = 1_000;
const KEYS: (keyof DryRun)[] = ["id", "state", "deals", "lookedAt"];

/** Tries a change on the deals of the last 90 days, and follows how far it is, until the panel closes. */
export function useDryRun(changes: Partial<Lists>): Trial {
  const { api } = useDesk();
  const [trial, setTrial] = useState<Trial>({ state: "running", run: null });
  const first = useRef(changes);
  useEffect(() => {
    let open = true;
    const show = (next: Trial) => {
      if (open) setTrial(next);
    };
    void follow(api, first.current, () => open, show);
    return () => {
      open = false;
    };
  }, [api]);
  return trial;
}

async function follow(api: Api, changes: Partial<Lists>, isOpen: () => boolean, show: (trial: Trial) => void): Promise<void> {
  let answer = await api.send<DryRun>("POST", "/ui/mappings/dry-run", { changes }, KEYS);
  while (answer.ok && answer.value.state === "running") {
    show({ state: "running", run: answer.value });
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    if (!isOpen()) return;
    answer = await api.get<DryRun>(`/ui/mappings/dry-run/${encodeURIComponent(answer.value.id)}`, KEYS);
  }
  show(trialOf(answer));
}

function trialOf(answer: Answer<DryRun>): Trial {
  if (!answer.ok) return { state: "failed", failure: answer.failure };
  const { state, message } = answer.value;
  if (state !== "failed") return { state: "done", run: answer.value };
  const failure: Failure = { message: message ?? "The trial stopped.", fixBy: null, requestId: null, outcome: "refused" };
  return { state: "failed", failure };
}
