import { useEffect, useRef, useState } from "react";
import type { DeadLetterGroup } from "./contract.ts";

/** The messages of causes that were being tried when they were last seen here, and that nothing waits for any more. */
export function useFinished(groups: DeadLetterGroup[] | null): string[] {
  const tried = useRef(new Map<string, string>());
  const [finished, setFinished] = useState<string[]>([]);
  useEffect(() => {
    if (!groups) return;
    const waiting = new Set(groups.map(({ cause }) => cause));
    const gone = [...tried.current].flatMap(([cause, message]) => (waiting.has(cause) ? [] : [message]));
    tried.current = new Map(groups.filter(({ retrying }) => retrying > 0).map(({ cause, message }) => [cause, message]));
    if (gone.length > 0) setFinished((before) => [...new Set([...before, ...gone])]);
  }, [groups]);
  return finished;
}
