import type { RequestHandler } from "express";
import { AppError } from "../../domain/errors.ts";
import type { Parts } from "../parts.ts";
import { placeIn } from "./pdf-link.ts";

/** A PDF that nobody keeps, frames or takes for something else. */
const SAFE_HEADERS = {
  "content-type": "application/pdf",
  "content-disposition": 'inline; filename="invoice.pdf"',
  "cache-control": "private, no-store",
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "x-robots-tag": "noindex",
};

/** `GET /documents/:token`: the invoice's PDF, read in QuickBooks; kept nowhere. */
export function getDocument(parts: Parts): RequestHandler {
  return async (request, response) => {
    const { portalId, connectionId, invoiceId } = placeIn(parts, String(request.params["token"]));
    const portal = await parts.store.inSystem((tx) => tx.portals.find(portalId));
    if (portal?.state !== "installed") throw new AppError("unauthorized", "This link is not valid any more.", { code: "linkExpired" });
    const pdf = await parts.erp(portalId, connectionId).readInvoicePdf(invoiceId);
    if (!pdf) throw new AppError("notFound", "The invoice does not exist in QuickBooks any more.", { code: "invoiceGone" });
    response.set(SAFE_HEADERS).end(Buffer.from(pdf));
  };
}
