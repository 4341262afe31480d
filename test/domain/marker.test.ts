import { expect, test } from "vitest";
import { customerMarker, documentNumber, orderMarker } from "../../api/domain/marker.ts";

test("a marker names the record that a document was made for", () => {
  expect([orderMarker("987"), customerMarker("company:123"), customerMarker("contact:9")]).toEqual([
    "HS-987",
    "HS-company-123",
    "HS-contact-9",
  ]);
});

test("a document number of more than 21 characters is a bug, since cutting it could make two orders one", () => {
  expect(documentNumber("x".repeat(21))).toHaveLength(21);
  expect(() => documentNumber("x".repeat(22))).toThrow("Bug!");
  expect(orderMarker("123456789012345678")).toHaveLength(21);
});
