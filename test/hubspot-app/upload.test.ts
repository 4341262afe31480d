import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { readComponents, SOURCE } from "./project.ts";
import { originsOf, publicUrlIn, uploadReport } from "./upload-report.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

/** A copy of the project in which a file says something else. */
function projectWith(file: string, before: string, after: string): string {
  const folder = mkdtempSync(join(tmpdir(), "tieout-upload-"));
  folders.push(folder);
  cpSync(SOURCE, folder, { recursive: true, filter: (path) => !path.includes("node_modules") });
  writeFileSync(join(folder, file), readFileSync(join(folder, file), "utf8").replace(before, after));
  return folder;
}

describe("what an upload will need", () => {
  test.each(["production", "development"])(
    "is said for the %s profile, and nothing stands in its way but what its owner fills in",
    async (profile) => {
      const { facts, faults, open } = await uploadReport(profile);
      expect(faults).toEqual([]);
      expect(open.join()).toMatch(/accountId.*API_ORIGIN.*support/s);
      expect(Object.fromEntries(facts)).toMatchObject({
        components: expect.stringMatching(/1 app.*2 card.*3 workflow-action|3 workflow-action/),
        scopes: expect.stringContaining("crm.objects.deals.read"),
        files: expect.stringContaining("deal-card-preview.png"),
      });
    },
  );

  test("is complete once the owner has filled it in", async () => {
    const folder = projectWith("hsprofile.production.json", '"accountId": 1,', '"accountId": 44021,');
    expect((await uploadReport("production", undefined, folder)).open.join()).not.toContain("accountId");
  });
});

describe("the API's origin", () => {
  const components = readComponents("production");
  const publicUrl = publicUrlIn(join(root, ".env.example"));

  test("is the same at every place of the project and in the environment of the API", async () => {
    const urls = originsOf(components).map(({ url }) => url);
    expect(new Set(urls.map((url) => new URL(url).origin))).toEqual(new Set([publicUrl]));
    expect((await uploadReport("production", publicUrl)).faults).toEqual([]);
  });

  test("leads to addresses that the API serves", () => {
    const served = readFileSync(join(root, "api/http/app.ts"), "utf8");
    for (const { url } of originsOf(components)) if (url !== publicUrl) expect(served).toContain(`"${new URL(url).pathname}"`);
  });

  test("that differs from PUBLIC_URL is a fault", async () => {
    expect((await uploadReport("production", "https://other.example")).faults).toEqual([
      "API_ORIGIN is https://api.tieout.example, and PUBLIC_URL is https://other.example",
    ]);
  });

  test("that is written out at one place and changed at the others is a fault there", async () => {
    const file = "app/webhooks/webhooks-hsmeta.json";
    const { faults } = await uploadReport("production", undefined, projectWith(file, "${API_ORIGIN}", "https://old.tieout.example"));
    expect(faults).toEqual([`${file}: https://old.tieout.example/webhooks/hubspot is not at https://api.tieout.example`]);
  });
});
