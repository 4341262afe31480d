import jwt from "jsonwebtoken";
import { expect, test } from "vitest";
import { linkTo, placeIn } from "../../../api/http/documents/pdf-link.ts";
import { NOW } from "../../store/fixtures.ts";

const KEY = "a key of links that is long enough for it";
const PLACE = { portalId: 4_711, connectionId: "c1", invoiceId: "101" };
const signing = {
  config: { LINK_SIGNING_KEY: KEY, PUBLIC_URL: "https://tieout.example" },
  clock: { now: () => NOW },
} as unknown as Parameters<typeof linkTo>[0];

const tokenOf = (link: string) => link.slice(link.lastIndexOf("/") + 1);

test("a link to a PDF names its invoice", () => {
  expect(placeIn(signing, tokenOf(linkTo(signing, PLACE)))).toEqual(PLACE);
});

test.each([
  ["for something else", { audience: "quickbooks-connect" }],
  ["for nothing in particular", {}],
])("what is signed with the same key %s opens no PDF", (_what, options) => {
  const token = jwt.sign({ ...PLACE, exp: Math.floor(NOW.epochMilliseconds / 1_000) + 60 }, KEY, options);
  expect(() => placeIn(signing, token)).toThrow("not valid any more");
});
