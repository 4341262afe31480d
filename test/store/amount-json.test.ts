import fc from "fast-check";
import { expect, test } from "vitest";
import { amountsFromJson, amountsToJson, type Json } from "../../api/store/amount-json.ts";

const leaf = fc.oneof(fc.bigInt(), fc.string(), fc.boolean(), fc.constant(null), fc.integer());
const { record } = fc.letrec((tie) => ({
  record: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.oneof({ depthSize: "small" }, leaf, fc.array(leaf), tie("record"))),
}));

test("any record comes back as it went in, amounts exact", () => {
  fc.assert(
    fc.property(record, (value) => {
      const text = amountsToJson(value);
      expect(amountsFromJson(JSON.parse(text) as Json)).toEqual({ ...value });
    }),
  );
});

test("an amount stands as text of whole minor units", () => {
  expect(amountsToJson({ total: 9_007_199_254_740_993n })).toBe('{"total":{"$minor":"9007199254740993"}}');
});
