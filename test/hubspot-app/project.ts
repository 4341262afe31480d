import { globSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { loadHsProfileFile } from "@hubspot/project-parsing-lib/profiles";
import { translate } from "@hubspot/project-parsing-lib/translate";

/** The HubSpot project, and the part of it that an upload takes. */
export const PROJECT = fileURLToPath(new URL("../../hubspot-app/", import.meta.url));
export const SOURCE = join(PROJECT, "src");

export type Component = { path: string; content: { uid?: string; type?: string; config?: unknown } };

/** The component files as written, with the profile's variables put in; paths are relative to `source`, with slashes. */
export function readComponents(profile: string, source: string = SOURCE): Component[] {
  const { variables = {} } = loadHsProfileFile(source, profile);
  return globSync("**/*-hsmeta.json", { cwd: source }).map((file) => {
    const text = readFileSync(join(source, file), "utf8").replaceAll(/\$\{(\w+)\}/g, (whole, name: string) =>
      String(variables[name] ?? whole),
    );
    return { path: file.split(sep).join("/"), content: JSON.parse(text) as Component["content"] };
  });
}

/** The same components as HubSpot's own parser reads them, and the files that it passes over. */
export async function parseComponents(profile: string, projectSourceDir: string = SOURCE) {
  const context = { projectSourceDir, platformVersion: "2026.09", accountId: 1 };
  const { intermediateRepresentation, skippedHsMetaFiles } = await translate(context, { skipValidation: true, profile });
  const nodes = Object.values(intermediateRepresentation.intermediateNodesIndexedByUid);
  return { parsed: nodes.map(({ metaFilePath, uid, config }) => ({ path: metaFilePath, uid, config })), skippedHsMetaFiles };
}
