import { globSync, readFileSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { loadHsProfileFile } from "@hubspot/project-parsing-lib/profiles";
import { hsmetaFaults } from "./hsmeta-schema.ts";
import { parseComponents, readComponents, SOURCE, type Component } from "./project.ts";

/** What an upload would take and need. `faults` stand in its way, `open` is for a person to fill in first. */
export type UploadReport = { facts: [string, string][]; faults: string[]; open: string[] };

const LARGEST_SHOWN = 3;
/** What the repository holds in the place of an account and of addresses that only their owner knows. */
const PLACEHOLDER_ACCOUNT = 1;
const PLACEHOLDER_HOST = /\.example($|[/:])/;

/** Reads the project as `hs project upload --profile` would. `publicUrl` is the API's own, where it is known. */
export async function uploadReport(profile: string, publicUrl?: string, source: string = SOURCE): Promise<UploadReport> {
  const { accountId, variables = {} } = loadHsProfileFile(source, profile);
  const origin = String(variables["API_ORIGIN"] ?? "");
  const components = readComponents(profile, source);
  const { skippedHsMetaFiles } = await parseComponents(profile, source);
  const { requiredScopes, support } = appOf(components);
  const files = uploadedFiles(source);

  const faults = [
    ...hsmetaFaults(components),
    ...skippedHsMetaFiles.map((file) => `${file}: HubSpot's parser passes over it`),
    ...originsOf(components).flatMap(({ path, url }) =>
      url.startsWith(`${origin}/`) || url === origin ? [] : [`${path}: ${url} is not at ${origin}`],
    ),
    ...(publicUrl !== undefined && publicUrl !== origin ? [`API_ORIGIN is ${origin}, and PUBLIC_URL is ${publicUrl}`] : []),
  ];
  const open = [
    accountId === PLACEHOLDER_ACCOUNT && `src/hsprofile.${profile}.json: accountId is the HubSpot account that the project goes to`,
    PLACEHOLDER_HOST.test(origin) && `src/hsprofile.${profile}.json: API_ORIGIN is the public origin of your API`,
    Object.values(support).some((value) => PLACEHOLDER_HOST.test(value)) && "src/app/app-hsmeta.json: support is whom your customers ask",
  ];
  return {
    faults,
    open: open.filter((text) => text !== false),
    facts: [
      ["account", String(accountId)],
      ["origin", origin],
      ["components", countsOf(components)],
      ["scopes", requiredScopes.join(" ")],
      ["files", sizesOf(files)],
    ],
  };
}

type App = { requiredScopes: string[]; support: Record<string, string> };

function appOf(components: Component[]): App {
  const app = components.find(({ content }) => content.type === "app")?.content.config as
    { auth: { requiredScopes: string[] }; support: Record<string, string> } | undefined;
  return { requiredScopes: app?.auth.requiredScopes ?? [], support: app?.support ?? {} };
}

/** Every address of ours that a component names; what customers are shown of us is not one. */
export function originsOf(components: Component[]): { path: string; url: string }[] {
  return components.flatMap(({ path, content }) => {
    const { support: _shown, ...config } = (content.config ?? {}) as Record<string, unknown>;
    return (JSON.stringify(config).match(/https?:\/\/[^"]+/g) ?? []).map((url) => ({ path, url }));
  });
}

type UploadedFile = { path: string; bytes: number };

function uploadedFiles(source: string): UploadedFile[] {
  return globSync("**/*", { cwd: source, exclude: (name) => name.split(sep).includes("node_modules") })
    .map((path) => ({ path, stat: statSync(join(source, path)) }))
    .filter(({ stat }) => stat.isFile())
    .map(({ path, stat }) => ({ path, bytes: stat.size }));
}

const kilobytes = (bytes: number) => `${Math.ceil(bytes / 1024)} KB`;

function sizesOf(files: UploadedFile[]): string {
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const largest = files.toSorted((one, other) => other.bytes - one.bytes).slice(0, LARGEST_SHOWN);
  return `${files.length}, ${kilobytes(total)}; the largest: ${largest.map(({ path, bytes }) => `${path} ${kilobytes(bytes)}`).join(", ")}`;
}

function countsOf(components: Component[]): string {
  const byType = Map.groupBy(components, ({ content }) => content.type ?? "?");
  return [...byType].map(([type, some]) => `${some.length} ${type}`).join(", ");
}

/** The API's own origin as an operator's environment file says it. */
export function publicUrlIn(environmentFile: string): string | undefined {
  return /^PUBLIC_URL=(.+)$/m.exec(readFileSync(environmentFile, "utf8"))?.[1];
}
