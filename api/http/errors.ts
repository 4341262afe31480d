import type { ErrorRequestHandler, RequestHandler } from "express";
import { z } from "zod";
import { AppError, type ErrorKind } from "../domain/errors.ts";
import type { Log } from "../ports/log.ts";

const STATUS = {
  invalid: 400,
  unauthorized: 401,
  forbidden: 403,
  notFound: 404,
  notReady: 409,
  conflict: 409,
  notConnected: 409,
  rejected: 409,
  busy: 503,
  rateLimited: 503,
  unavailable: 503,
} as const satisfies Record<ErrorKind, number>;

const LEVEL = {
  invalid: "info",
  unauthorized: "warn",
  forbidden: "info",
  notFound: "info",
  notReady: "info",
  conflict: "info",
  notConnected: "warn",
  rejected: "warn",
  busy: "info",
  rateLimited: "warn",
  unavailable: "warn",
} as const satisfies Record<ErrorKind, "info" | "warn" | "error">;

/** The body of every 4xx and 5xx answer. */
export const errorBody = z
  .object({
    error: z.object({
      code: z.string(),
      message: z.string(),
      fixBy: z.enum(["rep", "finance", "admin"]).optional(),
      requestId: z.string(),
    }),
  })
  .meta({ id: "Error" });

/** Turns what was thrown into the contract's error body; anything but an AppError is a bug: 500. */
export function errorHandler(log: Log): ErrorRequestHandler {
  return (thrown: unknown, request, response, next) => {
    if (response.headersSent) return next(thrown);
    const error = asAppError(thrown);
    const requestId = String(response.locals["requestId"]);
    log[error ? LEVEL[error.kind] : "error"](
      { requestId, method: request.method, path: request.path, code: error?.code ?? "bug", bug: error ? undefined : describe(thrown) },
      error?.message ?? "a bug",
    );
    response.status(error ? STATUS[error.kind] : 500).json({
      error: {
        code: error?.code ?? "internal",
        message: error?.message ?? "Something went wrong on our side. Nothing was lost; try again.",
        ...(error?.fixBy ? { fixBy: error.fixBy } : {}),
        requestId,
      },
    });
  };
}

/** Every path that no endpoint serves. */
export const unknownPath: RequestHandler = (request) => {
  throw new AppError("notFound", `There is nothing at ${request.method} ${request.path}.`, { code: "unknownPath" });
};

function asAppError(thrown: unknown): AppError | null {
  if (thrown instanceof AppError) return thrown;
  const type = thrown instanceof Error && "type" in thrown ? thrown.type : null;
  if (type === "entity.too.large") return new AppError("invalid", "The request is larger than 2 MB.", { code: "tooLarge" });
  if (type === "request.aborted" || type === "encoding.unsupported")
    return new AppError("invalid", "The request could not be read.", { code: "unreadable" });
  return null;
}

/** A bug's message and stack, without the values that a driver may attach to it. */
function describe(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
}
