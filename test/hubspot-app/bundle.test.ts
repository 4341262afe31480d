import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { collectFileDependencies, findAndParsePackageJsonFiles } from "@hubspot/project-parsing-lib/workspaces";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { buildExtension, EXTENSIONS } from "../sandbox/extension-bundle.ts";
import { finance } from "./desk/example-me.ts";
import { pushed, ready } from "./example-view.ts";
import { runExtension } from "./extension-realm.ts";
import { fakeProxy } from "./fake-proxy.ts";
import { PATIENCE_MS } from "./patient-renderer.ts";
import { SOURCE } from "./project.ts";

const CARD = EXTENSIONS["deal-card"];
const context = {
  location: "crm.record.tab",
  crm: { objectId: 123, objectTypeId: "0-3" },
  portal: { id: 7, timezone: "UTC" },
  variables: { API_ORIGIN: "https://api.tieout.example/" },
};

let folder = "";
let file = "";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tieout-bundle-"));
  file = await buildExtension(CARD, join(folder, "out"));
});

afterAll(() => rmSync(folder, { recursive: true }));

test("HubSpot's bundler makes one script that takes React and RemoteUI from the worker", () => {
  const script = readFileSync(file, "utf8");
  expect(script).toMatch(/^\(function\([^)]*\)\{/);
  expect(script).toMatch(/\}\)\(React, ?RemoteUI\);?\s*$/);
  expect(script.length).toBeLessThan(60_000);
  const manifest = JSON.parse(readFileSync(join(folder, "out/DealCard-manifest.json"), "utf8"));
  expect(manifest).toMatchObject({ entry: "DealCard.tsx", package: { name: "tieout-cards" } });
});

test("the bundle draws the deal and pushes it in a realm that has only what HubSpot's worker has", async () => {
  const proxy = fakeProxy(ready, pushed);
  const { text, types, find, fetchCrmProperties } = runExtension(file, { fetch: proxy.fetch, context });
  expect(types()).toEqual(new Set(["LoadingSpinner"]));

  await vi.waitFor(() => expect(text()).toContain("Ready to push"), PATIENCE_MS);
  expect(fetchCrmProperties.mock.calls[0]?.[0]).toContain("dealstage");
  (find("LoadingButton", { testId: "push" })["onClick"] as () => void)();

  await vi.waitFor(() => expect(text()).toContain("In QuickBooks"), PATIENCE_MS);
  expect(proxy.calls.map(({ url }) => url)).toEqual([
    "https://api.tieout.example/ui/deals/123",
    "https://api.tieout.example/ui/deals/123/push",
  ]);
  expect(proxy.keys()).toHaveLength(1);
  expect(find("StatusTag", { testId: "deal-state" })).toMatchObject({ variant: "success" });
});

test("the Finance desk's bundle asks who is here, and draws its first screen in the same realm", async () => {
  const desk = await buildExtension(EXTENSIONS["finance-desk"], join(folder, "out-desk"));
  const proxy = fakeProxy(finance, { pausedAt: null, pushes: 25, minutes: 10 }, { steps: [] }, { approvals: [], cursor: null });
  const pages = { ...context, location: "pages" };
  const { text, types } = runExtension(desk, { fetch: proxy.fetch, context: pages });
  await vi.waitFor(() => expect(types()).toContain("EmptyState"), PATIENCE_MS);
  expect(text()).toContain("come here before they are pushed");
  expect(proxy.calls.map(({ url }) => url)).toEqual([
    "https://api.tieout.example/ui/me",
    "https://api.tieout.example/ui/breaker",
    "https://api.tieout.example/ui/setup",
    "https://api.tieout.example/ui/approvals?state=open",
  ]);
});

test("without a profile the card calls the demo on this machine", async () => {
  const proxy = fakeProxy(ready);
  const { text } = runExtension(file, { fetch: proxy.fetch, context: { ...context, variables: undefined } });
  await vi.waitFor(() => expect(text()).toContain("Ready to push"), PATIENCE_MS);
  expect(proxy.calls[0]?.url).toBe("http://localhost:3000/ui/deals/123");
});

test("the folder that is uploaded holds all that the build needs, the shared package included", async () => {
  const upload = join(folder, "upload");
  cpSync(SOURCE, upload, { recursive: true });
  symlinkSync(fileURLToPath(new URL("../../node_modules", import.meta.url)), join(folder, "node_modules"));
  await installSharedCode(upload);
  mkdirSync(join(folder, "out-upload"));
  const uploaded = await buildExtension({ ...CARD, root: join(upload, "app/cards") }, join(folder, "out-upload"));
  expect(readFileSync(uploaded, "utf8")).toBe(readFileSync(file, "utf8"));
});

/** Puts `file:` dependencies in place as an installation would, which takes them from the upload alone. */
async function installSharedCode(upload: string): Promise<void> {
  const shared = await collectFileDependencies(await findAndParsePackageJsonFiles(upload));
  expect(shared.map(({ packageName }) => packageName)).toEqual(["tieout-shared"]);
  for (const { packageName, localPath } of shared) {
    expect(localPath.startsWith(upload)).toBe(true);
    mkdirSync(join(upload, "app/node_modules"));
    symlinkSync(localPath, join(upload, "app/node_modules", packageName));
  }
}

test("a card that cannot be built says why", async () => {
  await expect(buildExtension({ ...CARD, root: join(folder, "nothing") }, join(folder, "out-none"))).rejects.toThrow(
    /DealCard\.tsx could not be built/,
  );
});
