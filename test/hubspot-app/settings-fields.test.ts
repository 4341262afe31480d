import { describe, expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "../../api/domain/settings.ts";
import { settingsChange } from "../../api/http/views.ts";
import { changedSettings, FIELDS, shownValue } from "../../hubspot-app/src/app/settings/fields.ts";

const all = Object.values(FIELDS).flat();

describe("the fields of the settings page", () => {
  test("name settings that the API has, and a form that was not touched changes none", () => {
    for (const { path } of all) expect(DEFAULT_SETTINGS).toHaveProperty(path);
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
    expect(changedSettings(all, { readyStages: "1, 2" }, DEFAULT_SETTINGS)).toEqual({ readyStages: ["1", "2"] });
    expect(changedSettings(all, { readyStages: "" }, { ...DEFAULT_SETTINGS, readyStages: ["1"] })).toEqual({ readyStages: null });
  });
});
