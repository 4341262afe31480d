import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { DEFAULT_SETTINGS } from "../../api/domain/settings.ts";
import { settingsChange } from "../../api/http/settings-views.ts";
import { numberWords } from "../../hubspot-app/src/app/settings/examples.ts";
import { changedSettings, faultOf, shownValue, type Field } from "../../hubspot-app/src/app/settings/field.ts";
import { FIELDS } from "../../hubspot-app/src/app/settings/fields.ts";
import { SOURCE } from "./project.ts";

const all: Field[] = Object.values(FIELDS).flat();

/** Settings that are more than one value, with the section that edits them by its own means. */
const OWN_SECTIONS: Record<string, string> = {
  roles: "roles-section.tsx",
  readyStages: "ready-stages.tsx",
  "routing.rules": "routing-editor.tsx",
  "routing.defaultConnectionId": "routing-editor.tsx",
};
/** What comes with the settings and is none. */
const ONLY_READ = ["amountBasisProposal", "own", "inherit"];
/** What the API keeps and nothing is made by: offered, it would promise what does not happen. */
const WITHOUT_EFFECT = ["orderDocument", "billBeforeAcceptance"];
/** What the section Sync edits, which its own test goes through. */
const OF_SYNC = /^sync\./;

describe("the fields of the settings page", () => {
  test("every setting of the API has its place on the page", () => {
    const placed = new Set([...all.map(({ path }) => path), ...Object.keys(OWN_SECTIONS), ...ONLY_READ, ...WITHOUT_EFFECT]);
    expect(settingPaths().filter((path) => !placed.has(path) && !OF_SYNC.test(path))).toEqual([]);
    expect(all.filter(({ path }) => WITHOUT_EFFECT.includes(path))).toEqual([]);
    for (const [path, file] of Object.entries(OWN_SECTIONS))
      expect(readFileSync(join(SOURCE, "app/settings", file), "utf8")).toContain(path.split(".").at(-1));
  });

  test("name settings that the API has, and a form that was not touched changes none", () => {
    expect(all.map(({ path }) => path).filter((path) => !settingPaths().includes(path))).toEqual([]);
    const untouched = Object.fromEntries(all.map((field) => [field.path, shownValue(field, DEFAULT_SETTINGS)]));
    expect(changedSettings(all, untouched, DEFAULT_SETTINGS)).toEqual({});
  });

  test("each choice of a select is one that the API takes", () => {
    for (const field of all) {
      if (field.kind !== "select") continue;
      for (const [value] of field.options)
        expect(settingsChange.safeParse(changedSettings([field], { [field.path]: value }, DEFAULT_SETTINGS)).error).toBeUndefined();
    }
  });

  test("a part of a setting is saved with what stands beside it, an empty field as none, a list by its commas", () => {
    const draft = {
      "breaker.pushes": "5",
      "approvals.contractOver": "50000",
      "approvals.discountPercentOver": "",
      "alerts.emails": "a@b.co, c@d.co",
    };
    expect(changedSettings(all, draft, DEFAULT_SETTINGS)).toEqual({
      breaker: { pushes: 5, minutes: DEFAULT_SETTINGS.breaker.minutes },
      approvals: { ...DEFAULT_SETTINGS.approvals, contractOver: "50000" },
      alerts: { slackWebhookUrl: null, emails: ["a@b.co", "c@d.co"] },
    });
    expect(
      changedSettings(
        all,
        { "numbering.prefix": "", "numbering.kind": "marker" },
        { numbering: { kind: "sequence", prefix: "A", next: 2 } },
      ),
    ).toEqual({
      numbering: { kind: "marker", next: 2 },
    });
  });

  test("several of many are saved as their ids, and none of them as none", () => {
    const field: Field = {
      path: "readyStages",
      kind: "several",
      label: "",
      options: [
        ["1", "Sent"],
        ["2", "Signed"],
      ],
    };
    expect(changedSettings([field], { readyStages: ["1", "2"] }, DEFAULT_SETTINGS)).toEqual({ readyStages: ["1", "2"] });
    expect(changedSettings([field], { readyStages: [] }, { readyStages: ["1"] })).toEqual({ readyStages: null });
  });

  test.each([
    ["settleSeconds", "two minutes", "This is no number."],
    ["settleSeconds", "", "A number is needed."],
    ["settleSeconds", "90", null],
    ["approvals.contractOver", "", null],
    ["approvals.contractOver", "50,000", "This is no number."],
    ["goLiveDate", "31.12.2026", "Write a day as 2026-12-31."],
    ["orderFields.poNumber", " ", "This cannot be empty."],
  ])('%s of "%s": %s', (path, value, fault) => {
    const field = all.find((each) => each.path === path);
    expect(field && faultOf(field, value)).toBe(fault);
  });

  test("the numbers to come are shown before they are saved", () => {
    expect(numberWords("sequence", "SO-", "998")).toBe("The next orders are SO-998, SO-999, SO-1000.");
    expect(numberWords("sequence", "SALES-ORDER-2026-", "9999")).toContain("no more than 21 characters");
    expect(numberWords("sequence", "SO-", "")).toBe("A sequence needs the next number.");
  });
});

/** "breaker.pushes", "goLiveDate": what `PUT /ui/settings` takes. */
function settingPaths(): string[] {
  const { properties = {} } = z.toJSONSchema(settingsChange, { io: "input", unrepresentable: "any" });
  return Object.entries(properties).flatMap(([name, schema]) => {
    const parts = typeof schema === "object" ? Object.keys(schema.properties ?? {}) : [];
    return parts.length === 0 ? [name] : parts.map((part) => `${name}.${part}`);
  });
}
