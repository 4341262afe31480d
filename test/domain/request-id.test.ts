import { expect, test } from "vitest";
import { requestId } from "../../api/domain/request-id.ts";

const WRITE = { connectionId: "c1", recordType: "order", recordId: "987", currency: "USD", step: "create", generation: 1 };

test("a request id is the same for the same write, also after a restart", () => {
  expect(requestId(WRITE)).toBe("13dca8b632056de58d70396e5b963e805adb");
  expect(requestId({ ...WRITE })).toBe(requestId(WRITE));
});

test("a request id differs when any part of the write differs", () => {
  const others = [
    { connectionId: "c2" },
    { recordType: "customer" },
    { recordId: "98" },
    { currency: "EUR" },
    { step: "void" },
    { period: "2026-12" },
    { generation: 2 },
    { recordId: "987,", currency: "SD" },
  ];
  const ids = new Set([WRITE, ...others.map((change) => ({ ...WRITE, ...change }))].map(requestId));
  expect(ids.size).toBe(others.length + 1);
});

test("a request id fits the limits of a single call and of a batch", () => {
  expect(requestId(WRITE)).toMatch(/^[0-9a-f]{36}$/);
});
