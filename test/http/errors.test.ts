import type { NextFunction, Request, Response } from "express";
import { expect, test } from "vitest";
import { AppError } from "../../api/domain/errors.ts";
import { errorHandler } from "../../api/http/errors.ts";
import { QUIET_LOG } from "../database.ts";

/** What a caller is answered when this was thrown. */
function answered(thrown: unknown): { status: number; body: unknown } {
  const answer = { status: 0, body: null as unknown };
  const response = {
    locals: { requestId: "r1" },
    status: (status: number) => ((answer.status = status), response),
    json: (body: unknown) => ((answer.body = body), response),
  };
  const next: NextFunction = () => undefined;
  errorHandler(QUIET_LOG)(thrown, { method: "GET", path: "/ui/me" } as Request, response as unknown as Response, next);
  return answer;
}

test("a refusal is answered in its own words", () => {
  const error = { code: "noSuchMatch", message: "There is no such match.", requestId: "r1" };
  expect(answered(new AppError("notFound", error.message, { code: error.code }))).toEqual({ status: 404, body: { error } });
});

test("a bug is answered without its words, which may quote what the caller must not see", () => {
  const { status, body } = answered(new Error("duplicate key (email)=(ann@acme.example)"));
  expect(status).toBe(500);
  expect(body).toMatchObject({ error: { code: "internal", requestId: "r1" } });
  expect(JSON.stringify(body)).not.toContain("acme");
});
