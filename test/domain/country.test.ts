import { expect, test } from "vitest";
import { countryCode } from "../../api/domain/country.ts";

test.each([
  ["US", "US"],
  ["usa", "US"],
  ["United States", "US"],
  ["United States of America", "US"],
  ["U.S.A.", "US"],
  ["UK", "GB"],
  ["Great Britain", "GB"],
  ["GBR", "GB"],
  [" Germany ", "DE"],
  ["DEU", "DE"],
  ["New Zealand", "NZ"],
  ["Narnia", null],
  ["", null],
  [null, null],
])("'%s' is %s", (text, code) => {
  expect(countryCode(text)).toBe(code);
});
