import { useCallback, useEffect, useRef, useState } from "react";
import type { Answer, Failure } from "./call-api.ts";

/** Something that is read from our API when a screen opens. */
export type Loaded<T> = { state: "loading" } | { state: "failed"; failure: Failure; tryAgain: () => void } | { state: "ready"; value: T };

/** `reload` keeps what is shown until the new answer is there; `replace` changes it without asking. */
export type LoadedControls<T> = { reload: () => void; replace: (change: (value: T) => T) => void };

/** Reads at once, and afresh when `key` changes. An answer that was overtaken is thrown away. */
export function useLoaded<T>(read: () => Promise<Answer<T>>, key = ""): [Loaded<T>, LoadedControls<T>] {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: "loading" });
  const turn = useRef(0);
  const latest = useRef(read);
  latest.current = read;

  const load = useCallback(async () => {
    const own = ++turn.current;
    const answer = await latest.current();
    if (own !== turn.current) return;
    if (answer.ok) return setLoaded({ state: "ready", value: answer.value });
    const tryAgain = () => {
      setLoaded({ state: "loading" });
      void load();
    };
    setLoaded({ state: "failed", failure: answer.failure, tryAgain });
  }, []);

  useEffect(() => {
    setLoaded({ state: "loading" });
    void load();
    return () => void turn.current++;
  }, [key, load]);

  const replace = useCallback((change: (value: T) => T) => {
    setLoaded((now) => (now.state === "ready" ? { state: "ready", value: change(now.value) } : now));
  }, []);
  return [loaded, { reload: () => void load(), replace }];
}
