import { release, retain } from "@remote-ui/rpc";
import type { HookOptions, PropertyValues } from "./protocol.ts";

type OnValues = (values: PropertyValues) => void;
type Watcher = { names: string[] | "*"; onValues: OnValues; options: HookOptions | undefined; last: string };
type Read = (names: string[] | "*", options?: HookOptions) => PropertyValues;

/** Tells an extension of changes to the properties that it watches. `tell` is called after every reading of the record. */
export function createWatchers(read: Read) {
  const watchers = new Set<Watcher>();
  return {
    watch(names: string[] | "*", onValues: OnValues, options?: HookOptions): () => void {
      retain(onValues);
      const watcher = { names, onValues, options, last: JSON.stringify(read(names, options)) };
      watchers.add(watcher);
      return () => {
        if (watchers.delete(watcher)) release(onValues);
      };
    },
    tell(): void {
      for (const watcher of watchers) {
        const values = read(watcher.names, watcher.options);
        const now = JSON.stringify(values);
        if (now === watcher.last) continue;
        watcher.last = now;
        watcher.onValues(values);
      }
    },
  };
}
