import { describe, expect, test } from "vitest";
import { DEFAULT_SYNC } from "../../api/domain/sync-settings.ts";
import { SYNC_FIELDS } from "../../api/domain/sync-fields.ts";
import { settingsChange } from "../../api/http/settings-views.ts";
import { DIRECTIONS, FREQUENCIES, KINDS, RULED_FIELDS, RULES, withRule } from "../../hubspot-app/src/app/settings/sync-choices.ts";

describe("the section Sync", () => {
  test("has a place for every kind of data and every field, with the API's own defaults", () => {
    expect(KINDS.map(({ kind }) => kind).toSorted()).toEqual(
      Object.keys(DEFAULT_SYNC)
        .filter((kind) => kind !== "rules")
        .toSorted(),
    );
    expect(RULED_FIELDS.map(({ field, rule }) => [field, rule])).toEqual(
      Object.entries(SYNC_FIELDS).map(([field, { rule }]) => [field, rule]),
    );
  });

  test("offers what the API takes", () => {
    for (const { value: direction } of DIRECTIONS) {
      for (const { value: frequency } of FREQUENCIES) {
        for (const { value: rule } of RULES) {
          const sync = { ...DEFAULT_SYNC, customers: { direction, frequency }, rules: { phone: rule } };
          expect(settingsChange.safeParse({ sync }).error).toBeUndefined();
        }
      }
    }
  });

  test("keeps no rule that is the default", () => {
    expect(withRule({ name: "latest" }, "phone", "hubspot")).toEqual({ name: "latest", phone: "hubspot" });
    expect(withRule({ name: "latest", phone: "hubspot" }, "name", "hubspot-until-first-order-then-quickbooks")).toEqual({
      phone: "hubspot",
    });
  });
});
