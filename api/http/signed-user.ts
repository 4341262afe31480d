import type { Request } from "express";
import { z } from "zod";
import { AppError } from "../domain/errors.ts";
import type { Person } from "../domain/person.ts";
import { invitationOf, mayAct, roleOf } from "../domain/roles.ts";
import type { Role } from "../domain/settings.ts";
import { takeInvitation } from "../flows/take-invitation.ts";
import type { Parts, SignedRequest } from "./parts.ts";

/** Who calls, as HubSpot signed it, and what our roles let them do. */
export type SignedUser = { portalId: number; userId: number; email: string | null; role: Role };

/** Whom a decision of the caller is remembered under. */
export const personOf = ({ userId, email }: SignedUser): Person => ({ userId, email });

const identity = z.object({
  portalId: z.coerce.number().int().positive(),
  userId: z.coerce.number().int().positive(),
  userEmail: z.string().optional(),
  appId: z.coerce.number().int().positive(),
});

/** The request as the verifiers take it. */
export function signedRequest(request: Request): SignedRequest {
  const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  return { method: request.method, originalUrl: request.originalUrl, rawBody, headers: request.headers };
}

/**
 * Checks HubSpot's signature, then takes portal and user from the signed query, never from the body. Throws unauthorized
 * for a bad signature, a foreign app or a portal that has not installed us, forbidden when the role is too small.
 */
export async function readSignedUser(parts: Parts, request: Request, needed: Role): Promise<SignedUser> {
  parts.verifyHubSpot(signedRequest(request));
  const query = identity.safeParse(request.query);
  if (!query.success)
    throw new AppError("unauthorized", "The signed call does not say which portal and user it is for.", { code: "noIdentity" });
  const { portalId, userId, userEmail, appId } = query.data;
  if (appId !== parts.config.HUBSPOT_APP_ID)
    throw new AppError("unauthorized", "The call is signed for another app.", { code: "otherApp" });

  const portal = await parts.store.inSystem((tx) => tx.portals.find(portalId));
  if (!portal || portal.state === "uninstalled")
    throw new AppError("unauthorized", "This HubSpot account has not installed Tieout.", { code: "notInstalled", fixBy: "admin" });
  const settings = await parts.store.inPortal(portalId, (tx) => tx.settings.read());
  const user: Person = { userId, email: userEmail ?? null };
  if (invitationOf(user, settings.roles)) await takeInvitation(parts, portalId, user);
  const role = roleOf(user, settings, portal.installedBy);
  if (!mayAct(role, needed)) {
    throw new AppError("forbidden", `This needs the role ${needed}; yours is ${role}. A Tieout admin can change it in the settings.`, {
      code: "roleTooSmall",
      fixBy: "admin",
    });
  }
  return { portalId, ...user, role };
}
