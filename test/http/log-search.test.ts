import { expect, test } from "vitest";
import { readLogSearch } from "../../api/http/log-search.ts";

const here = { now: Temporal.Instant.from("2026-12-10T12:00:00Z"), timeZone: "America/New_York" };
const searched = (query: Record<string, string>) => {
  const { from, to } = readLogSearch(query, here).search;
  return [from?.toString(), to?.toString()];
};

test.each([
  [
    "days are the portal's, and the last one is searched to its end",
    { from: "2026-12-01", to: "2026-12-02" },
    ["2026-12-01T05:00:00Z", "2026-12-03T05:00:00Z"],
  ],
  ["a day on which the clocks change has its own length", { to: "2026-11-01" }, [undefined, "2026-11-02T05:00:00Z"]],
  ["instants are taken as they are", { from: "2026-12-01T10:00:00Z" }, ["2026-12-01T10:00:00Z", undefined]],
  ["a search for words looks ninety days back unless it says otherwise", { q: "6240" }, ["2026-09-11T12:00:00Z", undefined]],
  ["nothing asked for is no limit", { from: "", to: "" }, [undefined, undefined]],
])("%s", (_what, query, limits) => {
  expect(searched(query)).toEqual(limits);
});

test.each(["yesterday", "2026-13-01", "12/01/2026"])("%s is no time", (from) => {
  expect(() => readLogSearch({ from }, here)).toThrow("days such as 2026-12-01");
});
