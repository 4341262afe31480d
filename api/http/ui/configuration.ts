import { z } from "zod";
import { importConfiguration } from "../../flows/import-configuration.ts";
import { readConfiguration } from "../../flows/read-configuration.ts";
import { configurationFile, readConfigurationFile } from "../configuration-file.ts";
import { uiEndpoint } from "../endpoint.ts";
import { MOST_LISTED, saidChange } from "../mapping-views.ts";
import { personOf } from "../signed-user.ts";

/** `GET /ui/configuration`: settings with the routing, and the mapping; no tokens and no address that alerts are sent by. */
export const getConfiguration = uiEndpoint({
  method: "get",
  path: "/ui/configuration",
  summary: "The whole configuration as one file",
  role: "admin",
  answer: configurationFile,
  run: async (parts, { user }) => ({
    tieout: "configuration" as const,
    version: 1 as const,
    ...(await readConfiguration(parts, user.portalId)),
  }),
});

/** `POST /ui/configuration/import`: checks the whole file; with `apply` it takes effect, if nothing is wrong with it. */
export const postConfiguration = uiEndpoint({
  method: "post",
  path: "/ui/configuration/import",
  summary: "Check a configuration file, and apply it when that is asked for and it has no fault",
  role: "admin",
  body: z.object({ text: z.string().max(900_000), apply: z.boolean() }).strict(),
  answer: z.object({
    faults: z.array(z.object({ path: z.string(), message: z.string() })).max(MOST_LISTED),
    changes: z.array(saidChange).max(MOST_LISTED),
    changeCount: z.number().int(),
    applied: z.boolean(),
  }),
  async run(parts, { user, body: { text, apply } }) {
    const read = readConfigurationFile(text);
    if ("faults" in read) return { faults: read.faults.slice(0, MOST_LISTED), changes: [], changeCount: 0, applied: false };
    const by = personOf(user);
    const { faults, changes, applied } = await importConfiguration(parts, { portalId: user.portalId, by, file: read.file, apply });
    return {
      ...{ faults: faults.slice(0, MOST_LISTED), applied },
      ...{ changes: changes.slice(0, MOST_LISTED), changeCount: changes.length },
    };
  },
});
