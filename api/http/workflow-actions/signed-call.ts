import type { Request } from "express";
import type { z } from "zod";
import { AppError } from "../../domain/errors.ts";
import type { Parts } from "../parts.ts";
import { signedRequest } from "../signed-user.ts";

/**
 * The body of a call that a workflow makes, checked: signed, understood, of an account that has installed us. Throws
 * unauthorized and invalid, which HubSpot does not try again.
 */
export async function readSignedCall<Body extends { origin: { portalId: number } }>(
  parts: Parts,
  request: Request,
  schema: z.ZodType<Body>,
): Promise<Body> {
  const signed = signedRequest(request);
  parts.verifyWorkflowCall(signed);
  const body = schema.safeParse(jsonOf(signed.rawBody));
  if (!body.success) throw new AppError("invalid", "The call is not one of a workflow action.", { code: "invalidBody" });
  const portal = await parts.store.inSystem((tx) => tx.portals.find(body.data.origin.portalId));
  if (!portal || portal.state === "uninstalled")
    throw new AppError("unauthorized", "This HubSpot account has not installed Tieout.", { code: "notInstalled", fixBy: "admin" });
  return body.data;
}

function jsonOf(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString("utf8"));
  } catch {
    return null;
  }
}
