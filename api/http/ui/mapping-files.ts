import { z } from "zod";
import { writeMappingCsv } from "../../domain/mapping-csv.ts";
import { writeMappingJson } from "../../domain/mapping-json.ts";
import { sayChange } from "../../domain/mapping-words.ts";
import { importMapping } from "../../flows/change-mapping.ts";
import { uiEndpoint } from "../endpoint.ts";
import { mapping, MOST_LISTED, saidChange } from "../mapping-views.ts";
import { personOf } from "../signed-user.ts";

const format = z.enum(["json", "csv"]);

/** The mapping as one file. */
export const mappingFile = z.object({ fileName: z.string(), text: z.string() });

/** `GET /ui/mappings/export?format=json|csv`: one file with all lists, always in the same order. */
export const getMappingFile = uiEndpoint({
  method: "get",
  path: "/ui/mappings/export",
  summary: "The whole mapping as one file",
  role: "finance",
  answer: mappingFile,
  async run(parts, { user, query }) {
    const as = format.catch("json").parse(query["format"]);
    const whole = await parts.store.inPortal(user.portalId, (tx) => tx.mapping.read());
    return { fileName: `tieout-mapping.${as}`, text: as === "json" ? writeMappingJson(whole) : writeMappingCsv(whole) };
  },
});

/** What is wrong with a file, and what it changes. */
export const importResult = z.object({
  faults: z.array(z.object({ line: z.number().int(), message: z.string() })).max(MOST_LISTED),
  faultCount: z.number().int(),
  changes: z.array(saidChange).max(MOST_LISTED),
  changeCount: z.number().int(),
  mapping: mapping.nullable(),
});

/** `POST /ui/mappings/import`: checks the whole file; with `apply` it takes effect, if nothing is wrong with it. */
export const postMappingFile = uiEndpoint({
  method: "post",
  path: "/ui/mappings/import",
  summary: "Check a mapping file, and apply it when that is asked for and it has no fault",
  role: "finance",
  body: z.object({ format, text: z.string().max(1_500_000), apply: z.boolean() }).strict(),
  answer: importResult,
  async run(parts, { user, body }) {
    const { faults, changes, mapping: applied } = await importMapping(parts, { portalId: user.portalId, by: personOf(user), ...body });
    return {
      ...{ faults: faults.slice(0, MOST_LISTED), faultCount: faults.length },
      ...{ changes: changes.slice(0, MOST_LISTED).map(sayChange), changeCount: changes.length },
      mapping: applied,
    };
  },
});
