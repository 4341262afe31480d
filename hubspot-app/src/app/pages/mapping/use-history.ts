import { useLoaded, type Loaded } from "tieout-shared/use-loaded.ts";
import { useWork, type Work } from "tieout-shared/use-work.ts";
import { useDesk } from "../desk/desk-context.ts";
import type { HistoryEntry, Mapping } from "./contract.ts";
import type { MappingDraft } from "./use-mapping.ts";

type Page = { entries: HistoryEntry[]; cursor: string | null };

/** Everything the history can be. */
export type History = { list: Loaded<Page>; work: Work; undo(version: number): void; showMore(cursor: string): void };

/** The saves of the mapping, the newest first. An undo is a save of its own. */
export function useHistory({ saved, takeOver }: MappingDraft): History {
  const { api } = useDesk();
  const read = (cursor = "") =>
    api.get<Page>(`/ui/mappings/history${cursor && `?cursor=${encodeURIComponent(cursor)}`}`, ["entries", "cursor"]);
  const [list, { replace }] = useLoaded(() => read(), String(saved.version));
  const work = useWork();
  return {
    list,
    work,
    undo: (version) =>
      void work.run(
        `undo-${version}`,
        () => api.send<Mapping>("POST", "/ui/mappings/undo", { version }, ["products", "version"]),
        (mapping) => {
          takeOver(mapping);
          return `Version ${version} is undone.`;
        },
      ),
    showMore: (cursor) =>
      void work.run(
        "more",
        () => read(cursor),
        (more) => {
          replace((page) => ({ entries: [...page.entries, ...more.entries], cursor: more.cursor }));
          return `${more.entries.length} more are shown.`;
        },
      ),
  };
}
