import { expect, test } from "vitest";
import { frequencyOf, periodsOf } from "../../api/domain/frequency.ts";

test.each([
  ["weekly", "7 days"],
  ["biweekly", "14 days"],
  ["monthly", "1 months"],
  ["quarterly", "3 months"],
  ["per_six_months", "6 months"],
  ["annually", "12 months"],
  ["per_two_years", "24 months"],
  ["per_three_years", "36 months"],
  ["per_four_years", "48 months"],
  ["per_five_years", "60 months"],
  ["Semi-annually", "6 months"],
  ["Annual", "12 months"],
])("%s is charged every %s", (value, expected) => {
  const length = frequencyOf(value)?.length;
  expect(`${length?.count} ${length?.unit}`).toBe(expected);
});

test("a word that is no frequency is none, names of object properties included", () => {
  expect(["", "sometimes", "constructor", "toString"].map(frequencyOf)).toEqual([null, null, null, null]);
});

test("a term is a whole number of periods or none", () => {
  const monthly = frequencyOf("quarterly");
  const count = (unit: "months" | "days", count: number) => monthly && periodsOf({ unit, count }, monthly);
  expect([count("months", 12), count("months", 3), count("months", 13), count("days", 90)]).toEqual([4, 1, null, null]);
});
