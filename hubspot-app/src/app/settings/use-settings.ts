import { useCallback, useEffect, useState } from "react";
import type { Answer, Failure } from "tieout-shared/call-api.ts";
import type { Everything, SettingsApi } from "./settings-api.ts";

export type Loaded = { state: "loading" } | { state: "failed"; failure: Failure } | { state: "ready"; value: Everything };
type Notice = { variant: "success" | "danger"; message: string };

/** What the sections can do. `run` calls our API, says what came of it and reads everything again. */
export type Controls = {
  api: SettingsApi;
  busy: boolean;
  notice: Notice | null;
  reload(): void;
  run<T>(call: () => Promise<Answer<T>>, done: (value: T) => string): Promise<void>;
};

export function useSettings(api: SettingsApi): [Loaded, Controls] {
  const [loaded, setLoaded] = useState<Loaded>({ state: "loading" });
  const [busy, setBusy] = useState(false);
  const [notice, setNotice] = useState<Notice | null>(null);

  const load = useCallback(async () => {
    const answer = await api.read();
    setLoaded(answer.ok ? { state: "ready", value: answer.value } : { state: "failed", failure: answer.failure });
  }, [api]);
  useEffect(() => void load(), [load]);

  async function run<T>(call: () => Promise<Answer<T>>, done: (value: T) => string): Promise<void> {
    setBusy(true);
    setNotice(null);
    const answer = await call();
    if (answer.ok) await load();
    setNotice(answer.ok ? { variant: "success", message: done(answer.value) } : { variant: "danger", message: answer.failure.message });
    setBusy(false);
  }
  return [loaded, { api, busy, notice, reload: () => void load(), run }];
}
