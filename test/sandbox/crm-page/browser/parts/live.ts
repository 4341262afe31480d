import { useCallback, useEffect, useRef, useState } from "react";
import { call } from "../backend.ts";

/** What a part of the page knows of the server's answer. */
export type Live<T> = { state: "loading" } | { state: "failed"; message: string } | { state: "ready"; value: T };

const EVERY_MS = 2_000;

/**
 * An answer of the server that is read again every two seconds while the page is in view. An unchanged answer keeps its identity.
 * `refresh` reads at once. A failure shows only where there is nothing older to show.
 */
export function useLive<T>(path: string): [Live<T>, refresh: () => Promise<void>] {
  const [live, setLive] = useState<Live<T>>({ state: "loading" });
  const last = useRef("");
  const read = useCallback(async () => {
    try {
      const { status, body } = await call(path);
      if (body === last.current) return;
      if (status >= 300) throw new Error(status === 404 ? "There is no such record." : `The sandbox answered ${status}.`);
      last.current = body;
      setLive({ state: "ready", value: JSON.parse(body) as T });
    } catch (error) {
      if (last.current === "") setLive({ state: "failed", message: (error as Error).message });
    }
  }, [path]);
  useEffect(() => {
    last.current = "";
    setLive({ state: "loading" });
    void read();
    const timer = setInterval(() => document.visibilityState === "visible" && void read(), EVERY_MS);
    return () => clearInterval(timer);
  }, [read]);
  return [live, read];
}
