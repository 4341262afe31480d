import { useRef, useState } from "react";
import type { Answer, Failure } from "./call-api.ts";

/** What became of the last thing that was done. */
export type Notice = { kind: "done"; message: string } | { kind: "failed"; failure: Failure };

/** One thing is done at a time. `busyWith` names it, so that its own button can turn. */
export type Work = {
  busyWith: string | null;
  notice: Notice | null;
  /** Does it unless something is being done; `done` takes its answer over and says what happened. True when it went well. */
  run<T>(name: string, call: () => Promise<Answer<T>>, done: (value: T) => string): Promise<boolean>;
  forget(): void;
};

export function useWork(): Work {
  const [busyWith, setBusyWith] = useState<string | null>(null);
  const [notice, setNotice] = useState<Notice | null>(null);
  const busy = useRef(false);

  async function run<T>(name: string, call: () => Promise<Answer<T>>, done: (value: T) => string): Promise<boolean> {
    if (busy.current) return false;
    busy.current = true;
    setBusyWith(name);
    setNotice(null);
    const answer = await call();
    busy.current = false;
    setBusyWith(null);
    setNotice(answer.ok ? { kind: "done", message: done(answer.value) } : { kind: "failed", failure: answer.failure });
    return answer.ok;
  }
  return { busyWith, notice, run, forget: () => setNotice(null) };
}
