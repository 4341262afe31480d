import type { PageLocation } from "./protocol.ts";

/** Which of its own pages an extension is at, as a store that React can follow. */
export function createPageLocation() {
  let at: PageLocation = { path: "/", params: {} };
  const listeners = new Set<() => void>();
  return {
    read: () => at,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    moveTo(next: PageLocation) {
      at = next;
      for (const listener of listeners) listener();
    },
  };
}
