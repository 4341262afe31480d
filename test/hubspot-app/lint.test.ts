import { join } from "node:path";
import { ESLint } from "eslint";
import { expect, test } from "vitest";
import { PROJECT, SOURCE } from "./project.ts";

const eslint = new ESLint();

async function rulesBrokenBy(code: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath: join(SOURCE, "app/cards/planted.tsx") });
  return result?.messages.map(({ ruleId, message }) => ruleId ?? message) ?? [];
}

test("the HubSpot project breaks none of HubSpot's rules, not even one that only warns", async () => {
  const results = await eslint.lintFiles([PROJECT]);
  expect(results.length).toBeGreaterThan(10);
  expect(results.flatMap(({ filePath, messages }) => messages.map(({ message }) => `${filePath}: ${message}`))).toEqual([]);
});

test.each([
  ["an HTML element", "export const card = () => <div />;", "no-html-elements"],
  ["the browser's own fetch", 'export const read = async (): Promise<unknown> => fetch("https://x.example");', "no-native-http"],
  ["the document", "export const title = document.title as string;", "no-dom-access"],
  ["browser storage", 'export const kept = localStorage.getItem("x");', "no-browser-storage"],
  ["a file outside of the cards", 'import "../shared/money.ts";', "no-parent-imports"],
  ["the console", 'console.log("x");', "no-console"],
])("%s is found", async (_what, code, rule) => {
  expect(await rulesBrokenBy(code)).toContain(`@hubspot/ui-extensions/${rule}`);
});
