import { expect, test } from "vitest";
import { sayDecision } from "../../api/domain/decisions.ts";

test.each([
  ["approval.approved", { reason: "Agreed for the first year." }, "Approved the sale: “Agreed for the first year.”"],
  ["settings.changed", { changed: [{ setting: "discountAs" }, { setting: "approvals" }] }, "Changed the settings: discount as, approvals"],
  [
    "settings.changed",
    { changed: [{ setting: "discountAs" }], inherited: ["numbering", "discountAs"], company: "Piper US" },
    "Changed the settings for Piper US: discount as, numbering",
  ],
  ["automaticPushes.resumed", { released: 3 }, "Let automatic pushes go on"],
  ["something.older", {}, "something.older"],
])("%s with %j is said as a sentence", (what, details, sentence) => {
  expect(sayDecision(what, details)).toBe(sentence);
});
