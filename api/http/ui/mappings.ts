import { z } from "zod";
import type { Mapping } from "../../domain/mapping.ts";
import { sayChange } from "../../domain/mapping-words.ts";
import { changeMapping } from "../../flows/change-mapping.ts";
import { undoMapping } from "../../flows/undo-mapping.ts";
import { uiEndpoint } from "../endpoint.ts";
import { mapping, mappingLists, MOST_LISTED, saidChange } from "../mapping-views.ts";
import { personOf } from "../signed-user.ts";

/** `GET /ui/mappings`: all six lists and their version. */
export const getMappings = uiEndpoint({
  method: "get",
  path: "/ui/mappings",
  summary: "The whole mapping and its version",
  role: "viewer",
  answer: mapping,
  run: (parts, { user }) => parts.store.inPortal(user.portalId, (tx) => tx.mapping.read()),
});

/** `PUT /ui/mappings`: replaces the lists that are given, if `version` is the one in force; waiting deals are tried again. */
export const putMappings = uiEndpoint({
  method: "put",
  path: "/ui/mappings",
  summary: "Replace some lists of the mapping",
  role: "finance",
  body: mappingLists
    .partial()
    .extend({ version: z.number().int().min(0) })
    .strict(),
  answer: mapping,
  run(parts, { user, body: { version, ...given } }) {
    const lists = Object.fromEntries(Object.entries(given).filter(([, entries]) => entries !== undefined)) as Partial<Mapping>;
    return changeMapping(parts, {
      portalId: user.portalId,
      by: personOf(user),
      lists,
      what: "Saved on the desk",
      expectedVersion: version,
    });
  },
});

/** One version, with who made it and what it changed. */
export const historyEntry = z.object({
  version: z.number().int(),
  what: z.string(),
  by: z.object({ userId: z.number().int(), email: z.string().nullable() }).nullable(),
  at: z.string(),
  changes: z.array(saidChange).max(MOST_LISTED),
  changeCount: z.number().int(),
});
const PAGE = 100;

/** `GET /ui/mappings/history`: every save, the newest first; `?cursor` goes on. */
export const getMappingHistory = uiEndpoint({
  method: "get",
  path: "/ui/mappings/history",
  summary: "Who changed what in the mapping, and when",
  role: "finance",
  answer: z.object({ entries: z.array(historyEntry).max(PAGE), cursor: z.string().nullable() }),
  async run(parts, { user, query }) {
    const before = z.coerce
      .number()
      .int()
      .positive()
      .nullable()
      .catch(null)
      .parse(query["cursor"] ?? null);
    const rows = await parts.store.inPortal(user.portalId, (tx) => tx.mapping.history({ before, limit: PAGE + 1 }));
    const entries = rows.slice(0, PAGE).map(({ changes, at, ...rest }) => ({
      ...rest,
      at: at.toString({ smallestUnit: "millisecond" }),
      changes: changes.slice(0, MOST_LISTED).map(sayChange),
      changeCount: changes.length,
    }));
    return { entries, cursor: rows.length > PAGE ? String(entries.at(-1)?.version) : null };
  },
});

/** `POST /ui/mappings/undo`: takes back what one version changed, as a new version. */
export const postUndoMapping = uiEndpoint({
  method: "post",
  path: "/ui/mappings/undo",
  summary: "Take back what one version of the mapping changed",
  role: "finance",
  body: z.object({ version: z.number().int().positive() }).strict(),
  answer: mapping,
  run: (parts, { user, body }) => undoMapping(parts, { portalId: user.portalId, by: personOf(user), version: body.version }),
});
