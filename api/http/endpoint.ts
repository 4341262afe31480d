import type { Request, RequestHandler } from "express";
import { z } from "zod";
import { AppError } from "../domain/errors.ts";
import type { Role } from "../domain/settings.ts";
import type { Parts } from "./parts.ts";
import { readSignedUser, type SignedUser } from "./signed-user.ts";

/** A call of a card, page or settings screen: signed by HubSpot, JSON in and out. */
export type UiEndpoint<Body extends z.ZodType = z.ZodType, Answer extends z.ZodType = z.ZodType> = {
  method: "get" | "put" | "post";
  path: `/ui/${string}`;
  summary: string;
  /** The smallest role that may call it. */
  role: Role;
  /** What may stand in the query besides the signature's own, and what each means; said in the description of the API. */
  query?: Record<string, string>;
  body?: Body;
  answer: Answer;
  run(parts: Parts, call: UiCall<z.infer<Body>>): Promise<z.input<Answer>>;
};

type UiCall<Body> = { user: SignedUser; params: Record<string, string>; query: Record<string, unknown>; body: Body };

/** Declares a UI endpoint with its types kept. */
export function uiEndpoint<Body extends z.ZodType, Answer extends z.ZodType>(endpoint: UiEndpoint<Body, Answer>): UiEndpoint {
  return endpoint;
}

/** Verify, check the role, check the body, run, check the answer against its own schema. */
export function uiHandler(parts: Parts, endpoint: UiEndpoint): RequestHandler {
  return async (request, response) => {
    const user = await readSignedUser(parts, request, endpoint.role);
    const body = endpoint.body ? parseBody(endpoint.body, request) : undefined;
    const params = textParams(request);
    const { dealId } = params;
    const subject = { record: dealId === undefined ? null : { object: "deal", id: dealId }, userId: user.userId };
    const answer = await parts.journal.about(subject, () => endpoint.run(parts, { user, params, query: request.query, body }));
    response.json(endpoint.answer.parse(answer));
  };
}

function textParams({ params }: Request): Record<string, string> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));
}

function parseBody(schema: z.ZodType, request: Request): unknown {
  const result = schema.safeParse(parseJson(request));
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => (path.length > 0 ? `${path.join(".")}: ${message}` : message));
  throw new AppError("invalid", `The request is not as it should be. ${faults.join("; ")}`, { code: "invalidBody" });
}

function parseJson(request: Request): unknown {
  const raw = Buffer.isBuffer(request.body) ? request.body.toString("utf8") : "";
  try {
    return raw === "" ? {} : JSON.parse(raw);
  } catch (cause) {
    throw new AppError("invalid", "The request's body is not JSON.", { code: "invalidJson", cause });
  }
}
