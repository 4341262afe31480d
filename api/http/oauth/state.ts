import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { Request, Response } from "express";
import jwt from "jsonwebtoken";
import { z } from "zod";
import { AppError } from "../../domain/errors.ts";
import type { Parts } from "../parts.ts";

type Purpose = "hubspot" | "quickbooks";
/** `toBeConfirmed`: the company that is chosen waits until an admin has seen its name. */
type Subject = { purpose: Purpose; portalId: number | null; userId: number | null; toBeConfirmed?: boolean };

const LIFETIME_SECONDS = 600;
const COOKIE = "tieout_oauth";
const ALGORITHM = "HS256";

const claims = z.object({
  jti: z.string(),
  aud: z.string(),
  portalId: z.number().nullable(),
  userId: z.number().nullable(),
  cookie: z.string().optional(),
  toBeConfirmed: z.boolean().default(false),
});

/**
 * A signed `state` for a vendor's authorize page, bound to this browser by a cookie and good for one use within ten
 * minutes: without the cookie, somebody else's callback link could join their company to this account.
 */
export async function issueState(parts: Parts, response: Response, subject: Subject): Promise<string> {
  const nonce = randomBytes(32).toString("base64url");
  response.cookie(COOKIE, nonce, {
    httpOnly: true,
    sameSite: "lax",
    secure: parts.config.PUBLIC_URL.startsWith("https:"),
    path: "/oauth",
    maxAge: LIFETIME_SECONDS * 1000,
  });
  return sign(parts, subject, `${subject.purpose}-callback`, digest(nonce));
}

/** A signed link that a card hands to the browser, good for one use. */
export function issueConnectToken(parts: Parts, subject: Subject): Promise<string> {
  return sign(parts, subject, "quickbooks-connect");
}

/** Checks and uses up a state that came back with the browser's cookie. Throws unauthorized. */
export async function redeemState(parts: Parts, request: Request, response: Response, purpose: Purpose): Promise<Subject> {
  const { cookie } = verify(parts, queryText(request, "state"), `${purpose}-callback`);
  const nonce = readCookie(request, COOKIE);
  if (!cookie || !nonce || !sameText(cookie, digest(nonce))) throw expired();
  response.clearCookie(COOKIE, { path: "/oauth" });
  return useUp(parts, queryText(request, "state"), `${purpose}-callback`, purpose);
}

/** Checks and uses up a connect link. Throws unauthorized. */
export function redeemConnectToken(parts: Parts, request: Request): Promise<Subject> {
  return useUp(parts, queryText(request, "token"), "quickbooks-connect", "quickbooks");
}

/** One query parameter as text, empty when it is missing. */
export function queryText(request: Request, name: string): string {
  const value = request.query[name];
  return typeof value === "string" ? value : "";
}

async function sign(
  parts: Parts,
  { purpose, portalId, userId, toBeConfirmed = false }: Subject,
  audience: string,
  cookie?: string,
): Promise<string> {
  const now = parts.clock.now();
  const id = randomBytes(16).toString("hex");
  const expiresAt = now.add({ seconds: LIFETIME_SECONDS });
  await parts.store.inSystem((tx) => tx.oauthStates.insert({ id, purpose, portalId, userId, expiresAt }));
  const payload = {
    jti: id,
    aud: audience,
    portalId,
    userId,
    toBeConfirmed,
    ...(cookie ? { cookie } : {}),
    iat: seconds(now),
    exp: seconds(expiresAt),
  };
  return jwt.sign(payload, parts.config.LINK_SIGNING_KEY, { algorithm: ALGORITHM });
}

function verify(parts: Parts, token: string, audience: string): z.infer<typeof claims> {
  try {
    const options = { algorithms: [ALGORITHM], audience, clockTimestamp: seconds(parts.clock.now()) } satisfies jwt.VerifyOptions;
    return claims.parse(jwt.verify(token, parts.config.LINK_SIGNING_KEY, options));
  } catch (cause) {
    throw expired(cause);
  }
}

async function useUp(parts: Parts, token: string, audience: string, purpose: Purpose): Promise<Subject> {
  const { jti, toBeConfirmed } = verify(parts, token, audience);
  const used = await parts.store.inSystem((tx) => tx.oauthStates.use(jti, parts.clock.now()));
  if (!used) throw expired();
  return { purpose, toBeConfirmed, ...used };
}

const seconds = (instant: Temporal.Instant) => Math.floor(instant.epochMilliseconds / 1000);
const digest = (text: string) => createHash("sha256").update(text).digest("base64url");
const sameText = (left: string, right: string) => left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));

function readCookie(request: Request, name: string): string | null {
  const pairs = (request.get("cookie") ?? "").split(";").map((pair) => pair.trim().split("="));
  return pairs.find(([key]) => key === name)?.[1] ?? null;
}

function expired(cause?: unknown): AppError {
  return new AppError(
    "unauthorized",
    "This link was used already, has expired, or was opened in another browser. Start again from HubSpot.",
    { code: "stateInvalid", cause },
  );
}
