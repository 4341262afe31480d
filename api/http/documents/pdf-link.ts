import jwt from "jsonwebtoken";
import { z } from "zod";
import { AppError } from "../../domain/errors.ts";
import type { InvoicePlace } from "../../flows/find-invoice.ts";
import type { Parts } from "../parts.ts";

type Signing = Pick<Parts, "config" | "clock">;

const LIFETIME_SECONDS = 300;
const ALGORITHM = "HS256";
/** What else we sign with the same key is no link to a document. */
const AUDIENCE = "invoice-pdf";

const claims = z.object({ portalId: z.number().int().positive(), connectionId: z.string().min(1), invoiceId: z.string().min(1) });

/** A link to one invoice of one portal, for five minutes. Whoever has it may read it. */
export function linkTo({ config, clock }: Signing, place: InvoicePlace): string {
  const now = Math.floor(clock.now().epochMilliseconds / 1_000);
  const token = jwt.sign({ ...place, aud: AUDIENCE, iat: now, exp: now + LIFETIME_SECONDS }, config.LINK_SIGNING_KEY, {
    algorithm: ALGORITHM,
  });
  return `${config.PUBLIC_URL}/documents/${token}`;
}

/** The invoice that a link names. Throws unauthorized when it is not ours, was altered, or is too old. */
export function placeIn({ config, clock }: Signing, token: string): InvoicePlace {
  try {
    const clockTimestamp = Math.floor(clock.now().epochMilliseconds / 1_000);
    return claims.parse(jwt.verify(token, config.LINK_SIGNING_KEY, { algorithms: [ALGORITHM], audience: AUDIENCE, clockTimestamp }));
  } catch (cause) {
    throw new AppError("unauthorized", "This link is not valid any more. Open the invoice from HubSpot again.", {
      code: "linkExpired",
      cause,
    });
  }
}
