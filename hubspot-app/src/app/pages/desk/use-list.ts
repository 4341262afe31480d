import { useLoaded, type Loaded } from "tieout-shared/use-loaded.ts";
import { useWork, type Work } from "tieout-shared/use-work.ts";
import { useDesk } from "./desk-context.ts";

/** Rows that our API gives by the hundred; `cursor` is null when these are all. */
type Listed<Row> = { rows: Row[]; cursor: string | null };

export type List<Row> = {
  list: Loaded<Listed<Row>>;
  /** How the next hundred are doing. */
  more: Work;
  showMore(): void;
  change(change: (rows: Row[]) => Row[]): void;
  reload(): void;
};

/** The rows that `path` answers under `name`; a new path is read afresh. */
export function useList<Row>(path: string, name: string): List<Row> {
  const { api } = useDesk();
  const read = async (cursor: string | null) => {
    const answer = await api.get<Record<string, unknown>>(withCursor(path, cursor), [name, "cursor"]);
    return answer.ok ? { ok: true as const, value: listedOf<Row>(answer.value, name) } : answer;
  };
  const [list, { reload, replace }] = useLoaded(() => read(null), path);
  const more = useWork();
  const cursor = list.state === "ready" ? list.value.cursor : null;
  return {
    ...{ list, more, reload },
    change: (change) => replace(({ rows, cursor }) => ({ rows: change(rows), cursor })),
    showMore: () =>
      void more.run(
        "more",
        () => read(cursor),
        (next) => {
          replace(({ rows }) => ({ rows: [...rows, ...next.rows], cursor: next.cursor }));
          return `${next.rows.length} more are shown.`;
        },
      ),
  };
}

function withCursor(path: string, cursor: string | null): string {
  return cursor === null ? path : `${path}${path.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(cursor)}`;
}

function listedOf<Row>(body: Record<string, unknown>, name: string): Listed<Row> {
  return { rows: body[name] as Row[], cursor: body["cursor"] as string | null };
}
