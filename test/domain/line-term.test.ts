import { describe, expect, test } from "vitest";
import type { Deal } from "../../api/domain/deal.ts";
import { saleFromDeal } from "../../api/domain/sale-from-deal.ts";
import type { Settings } from "../../api/domain/settings.ts";
import { sampleDeal, sampleLine, sampleRules } from "./sample-deal.ts";

const convert = (deal: Deal, settings: Partial<Settings> = {}) => saleFromDeal(deal, sampleRules(settings));
const codes = (deal: Deal) => convert(deal).findings.map(({ level, code }) => `${level} ${code}`);
const line = (deal: Deal) => convert(deal).sale?.lines[0];
const deal = sampleDeal;
describe("a recurring line", () => {
  const recurring = (changes: Parameters<typeof sampleLine>[0]) => deal({ lines: [sampleLine(changes)] });

  test("with a term alone takes the deal's billing frequency, in the words of a person", () => {
    const filled = deal({ lines: [sampleLine({ frequency: null })], fields: { billingFrequency: "Monthly" } });
    expect(line(filled)).toMatchObject({ periods: 12, frequency: "monthly", amount: 12_000_000n });
  });

  test("without a term means until cancelled, and the rep enters what was sold", () => {
    expect(codes(recurring({ term: null }))).toEqual(["error termMissing"]);
    expect(convert(recurring({ term: null }))).toMatchObject({
      sale: null,
      findings: [{ fixBy: "rep", where: { object: "lineItem", id: "L1" } }],
    });
  });

  test("without a term is taken as the portal says", () => {
    expect(convert(recurring({ term: null }), { evergreen: "termed" }).sale?.lines[0]).toMatchObject({ periods: 12, amount: 12_000_000n });
    expect(convert(recurring({ term: null }), { evergreen: "monthly" }).sale?.lines[0]).toMatchObject({
      periods: 1,
      serviceEnd: "2026-12-31",
    });
  });

  test.each([
    ["quarterly", "P13M"],
    ["annually", "P18M"],
    ["weekly", "P12M"],
    ["monthly", "P365D"],
  ])("%s over %s is no whole number of periods", (frequency, term) => {
    expect(codes(recurring({ frequency, term }))).toEqual(["error termNotWholePeriods"]);
  });

  test.each([
    ["a term without a frequency", { frequency: null }, "frequencyMissing"],
    ["an unknown frequency", { frequency: "fortnightly" }, "frequencyUnknown"],
    ["a term that is none", { term: "one year" }, "termUnclear"],
    ["a start that is none", { startDate: "soon" }, "startUnclear"],
    ["a start on no day of the calendar", { startDate: "2026-02-30" }, "startUnclear"],
    ["a start that must be guessed", { startDate: "12/31/2026" }, "startUnclear"],
    ["a delay in words", { startDate: null, startDelayDays: "ten" }, "startUnclear"],
    ["a delay beyond all calendars", { startDate: null, startDelayMonths: "99999999" }, "startUnclear"],
  ])("with %s is an error", (_, changes, code) => {
    expect(codes(recurring(changes))).toEqual([`error ${code}`]);
  });

  test("starts on its own date, else after its delay, else with the contract, else with the order", () => {
    const start = (changes: Parameters<typeof sampleLine>[0], contractStart: string | null) =>
      convert(deal({ lines: [sampleLine(changes)], fields: { contractStart } })).sale?.lines[0]?.serviceStart;
    const without = { startDate: null };
    expect(start({}, null)).toBe("2026-12-01");
    expect(start({ ...without, startDelayDays: "10" }, null)).toBe("2026-12-04");
    expect(start({ ...without, startDelayMonths: "3" }, null)).toBe("2027-02-24");
    expect(start(without, "2027-01-01")).toBe("2027-01-01");
    expect(start(without, null)).toBe("2026-11-24");
    expect(codes(deal({ lines: [sampleLine(without)] }))).toEqual(["warning startAssumed"]);
  });

  test("takes its term from the contract's dates where it has none of its own", () => {
    const contract = (contractEnd: string) =>
      deal({ lines: [sampleLine({ term: null, startDate: null })], fields: { contractStart: "2027-01-01", contractEnd } });
    expect(convert(contract("2027-12-31"))).toMatchObject({ sale: { lines: [{ periods: 12, serviceEnd: "2027-12-31" }] }, findings: [] });
    expect(codes(contract("2027-12-15"))).toEqual(["error termNotWholePeriods"]);
  });

  test("may differ from the deal: the line counts, and the rep is told", () => {
    const fields = { contractStart: "2027-01-01", contractEnd: "2027-12-31", billingFrequency: "annually" };
    expect(codes(deal({ fields }))).toEqual(["warning startDiffers", "warning endDiffers", "warning frequencyDiffers"]);
    expect(line(deal({ fields }))).toMatchObject({ serviceStart: "2026-12-01", serviceEnd: "2027-11-30", periods: 12 });
  });

  test("keeps its own start and term beside others on one deal", () => {
    const { sale } = convert(
      deal({ lines: [sampleLine({ frequency: "annually", term: "P2Y" }), sampleLine({ id: "L3", startDate: "2027-01-31", term: "P1M" })] }),
    );
    expect(sale?.lines.map(({ serviceStart, serviceEnd, periods }) => [serviceStart, serviceEnd, periods])).toEqual([
      ["2026-12-01", "2028-11-30", 2],
      ["2027-01-31", "2027-02-27", 1],
    ]);
  });
});
